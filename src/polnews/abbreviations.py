"""Abbreviations that carry a full stop, per language, by what may follow them.

Compiled from general knowledge of the five languages (dictionaries' lists of abbreviations), not from a
corpus. Entries are lower case, without the final stop; inner stops and spaces are written as `.` ("z.b" for
"z. B.").

* `before_name`: forms of address and ranks; a capital after them never begins a sentence.
* `before_number`: references and measures; a digit, a currency or a Roman numeral after them continues the sentence.
* `inner`: never the last word of a sentence.
* `closing`: may well be the last word of a sentence; a capital after them begins one unless the words before are few.
"""

from dataclasses import dataclass

__all__ = ["ABBREVIATIONS", "OPENERS", "Abbreviations"]


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The abbreviations of one language, by what may follow them; see the module's text."""

    before_name: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """Every abbreviation of the language."""
        return self.before_name | self.before_number | self.inner | self.closing


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ABBREVIATIONS: dict[str, Abbreviations] = {
    "bg": Abbreviations(
        before_name=_words(
            "г-н г-жа г-ца д-р проф доц гл.ас ас инж арх акад ген полк подп подполк кап лейт о.з св ул бул "
            "пл гр с жк общ обл р-н чл.-кор н.пр инсп ст.н.с н.с адв еп митр"
        ),
        before_number=_words("чл ал т стр с ок бр кв вх ет ап тел факс рег изх № дв гл п прибл"),
        inner=_words("т.е напр вж срв т.нар м.г т.г вкл съкр букв ориг изд бълг англ нем фр ит рус гр авт"),
        closing=_words(
            "г гг в вв лв ст млн млрд хил т.н и.др др пр и.т.н хлв кг км см мм м ч мин сек кв.м пр.хр сл.хр "
            "н.е пр.н.е"
        ),
    ),
    "de": Abbreviations(
        before_name=_words(
            "dr prof hr hrn fr frl dipl ing dipl.-ing mag med jur phil rer.nat st hl gen oberst lt hptm maj "
            "min abg stv staatssekr präs dir pfr priv.-doz h.c geb verh str"
        ),
        before_number=_words(
            "nr art abs s bd kap ca rd ziff zif § tel fax lfd aufl jg anm ff par std abb tab bl rn"
        ),
        inner=_words(
            "u o z.b d.h u.a i.d.r z.t u.u o.ä v.a s.o s.u vgl bzw ggf evtl inkl exkl einschl zzgl sog insb "
            "insbes allg z.zt z.hd i.a i.v i.s.d i.s.v u.ä gem betr bez entspr eigtl urspr vorm nachm ehem "
            "europ dt frz engl ital max min mio mrd tsd durchschn jährl monatl gegr hrsg red verf jan feb "
            "apr aug sept okt nov dez"
        ),
        closing=_words("usw etc u.s.w u.v.m dgl bspw co inc corp ltd e.v a.d uhr jh jhd v.chr n.chr a.m p.m"),
    ),
    "en": Abbreviations(
        before_name=_words(
            "mr mrs ms dr prof sen rep gov gen col lt maj capt cmdr adm sgt pvt rev hon st fr msgr amb pres "
            "supt det insp messrs mmes mt ft atty sec del brig cpl"
        ),
        before_number=_words(
            "no nos arts sec sect ch fig figs vol vols p pp para paras cl approx ca c cca tel ext ed eds par"
        ),
        inner=_words(
            "e.g i.e vs v viz cf incl excl jan feb apr jun jul aug sep sept oct nov dec tue tues thu thur "
            "thurs dept univ assn bros"
        ),
        closing=_words(
            "etc inc corp ltd co plc llc jr sr a.m p.m u.s u.k u.n e.u ph.d m.d b.a m.a d.c u.s.a bn mn"
        ),
    ),
    "it": Abbreviations(
        before_name=_words(
            "sig sigg sig.ra sig.na dott dott.ssa dr prof prof.ssa avv ing arch geom rag on sen min gen col "
            "ten cap magg brig s ss mons card don p comm cav egr spett gent ill.mo pres dir on.le lgt p.zza "
            "v.le c.so"
        ),
        before_number=_words(
            "art artt n nn nr pag pagg p pp cap capp comma co lett vol voll tab fig figg ca tel fax par sez"
        ),
        inner=_words(
            "cfr cd c.d ad.es p.es es vd v ved cit op.cit i.e cosidd gen feb apr lug sett ott nov dic lun "
            "mart merc giov ss min max ecc.mo incl escl"
        ),
        closing=_words(
            "ecc etc s.p.a spa s.r.l mln mld mrd a.c d.c jr sr u.s.a usa e.v p.v c.a inc corp ltd co"
        ),
    ),
    "pt": Abbreviations(
        before_name=_words(
            "sr sra srs sras sr.ª sr.ª.s dr dra drs dras d dom prof profa prof.ª eng engª arq adv gen cel "
            "ten cap maj alm brig sgt exmo exma exmos exmas ex.mo ex.ma il.mo st sto sta s pe fr mons min "
            "dep sen gov pres dir r av trav lic"
        ),
        before_number=_words(
            "art arts n nº no num pág págs pag p pp cap caps fl fls vol vols al inc § par tel fax aprox ca "
            "c fig alín ed"
        ),
        inner=_words(
            "p.ex ex cf v vs i.e obs nb jan fev mar abr jun jul ago nov dez sáb dom máx mín incl excl séc "
            "ref resp"
        ),
        closing=_words("etc ltda lda cia s.a a.c d.c jr e.u.a eua inc corp ltd co h hrs min m km"),
    ),
}

OPENERS: dict[str, frozenset[str]] = {
    "bg": _words(
        "Това Той Тя То Те Тези Този Тази Онези Но А И Или Освен Според Когато Ако Така Все Сега Днес Вчера "
        "Утре След При За От До По На В Във С Със Без Още Също Там Тук Като Докато Защото Затова Обаче Само "
        "Ние Вие Аз Ти Кой Какво Как Защо Къде Има Няма Беше Ще Не Да Всички Всеки Някои Други Друг Преди "
        "През Между Срещу Чрез Поради"
    ),
    "de": _words(
        "Der Die Das Den Dem Des Ein Eine Einen Einem Einer Er Sie Es Wir Ich Ihr In Im Am An Auf Aus Bei "
        "Beim Mit Nach Von Vom Vor Zu Zum Zur Für Durch Gegen Um Unter Über Und Oder Aber Doch Denn Auch "
        "Als Wenn Da Dann Dies Diese Dieser Dieses Dabei Damit Danach Dazu Daher Deshalb Außerdem Jedoch "
        "Nun So Sein Seine Ihre Man Zudem Bis Seit Laut Hier Nur Noch Wie Was Wer Wo Warum Während Trotz "
        "Obwohl Nachdem Weil Alle Viele Mehr Kein Keine Nicht Insgesamt Heute Morgen Gestern Jetzt Schon "
        "Dort Ob Sondern Sowohl Weder Zwar Bereits Neben Ohne Zwischen"
    ),
    "en": _words(
        "The A An This That These Those He She It They We You I In On At By For From With Without Of To As "
        "If When While After Before Since Until But And Or So Yet However Moreover Meanwhile Then There "
        "Here His Her Its Their Our My Your What Who How Why Where Which Although Because According Under "
        "Over Both All Some Many Most Few Not No Now"
    ),
    "it": _words(
        "Il Lo La I Gli Le Un Uno Una L Nel Nella Nei Nelle Nello Del Della Dei Delle Al Alla Ai Alle Dal "
        "Dalla Con Per Tra Fra Di Da In Su Sul Sulla E Ma O Anche Se Quando Mentre Poi Così Questo Questa "
        "Questi Queste Quello Quella Non Che Chi Come Dove Perché Secondo Dopo Prima Ora Oggi Ieri Si È Era "
        "Ha Sono Lui Lei Noi Loro Tutti Inoltre"
    ),
    "pt": _words(
        "O A Os As Um Uma No Na Nos Nas Do Da Dos Das Ao À Aos Às Pelo Pela Com Por Para De Em Sem Sobre "
        "Entre E Mas Ou Também Se Quando Enquanto Depois Antes Assim Este Esta Estes Estas Esse Essa Isso "
        "Isto Aquele Ele Ela Eles Elas Nós Eu Não Que Quem Como Onde Porque Segundo Já Agora Hoje Ontem É "
        "Foi Há Tem São Todos Além Porém Contudo"
    ),
}
"""Words that have a capital only where a sentence begins (in German, only there or in forms of address)."""
