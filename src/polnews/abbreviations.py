"""Abbreviations that carry a full stop, per language, by what may follow them.

Compiled from general knowledge of the five languages (dictionaries' lists of abbreviations), not from a corpus.
Entries are lower case, without the final stop; inner stops and spaces are written as `.` ("z.b" for "z. B.").

* `before_name`: forms of address and ranks; a capital after them never begins a sentence.
* `before_number`: references and measures; a digit, a currency or a Roman numeral after them continues the sentence.
* `inner`: never the last word of a sentence.
* `closing`: may well be the last word of a sentence; a capital after them begins one unless the words before are few.
"""

from dataclasses import dataclass

__all__ = ["ABBREVIATIONS", "Abbreviations"]


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
            "г-н г-жа г-ца д-р проф доц гл.ас ас инж арх акад ген полк подп подполк кап май лейт о.з св ул бул пл гр "
            "с жк общ обл р-н чл.-кор н.пр инсп ст.н.с н.с адв магистър отец еп митр"
        ),
        before_number=_words("чл ал т стр с ок бр кв вх ет ап тел факс рег изх № дв гл параграф п прибл"),
        inner=_words(
            "т.е напр вж срв т.нар м.г т.г вкл съкр букв ориг изд ред бълг англ нем фр ит рус лат гр авт"
        ),
        closing=_words(
            "г гг в вв лв ст млн млрд хил т.н и.др др пр и.т.н хлв кг км см мм м ч мин сек кв.м пр.хр сл.хр н.е пр.н.е"
        ),
    ),
    "de": Abbreviations(
        before_name=_words(
            "dr prof hr hrn fr frl dipl ing dipl.-ing mag med jur phil rer.nat st hl gen oberst lt hptm maj min abg "
            "stv staatssekr präs dir pfr priv.-doz h.c geb verh str"
        ),
        before_number=_words(
            "nr art abs s bd kap ca rd ziff zif § tel fax lfd aufl jg anm ff par std abb tab bl rn"
        ),
        inner=_words(
            "z.b d.h u.a i.d.r z.t u.u o.ä v.a s.o s.u vgl bzw ggf evtl inkl exkl einschl zzgl sog insb insbes allg "
            "z.zt z.hd i.a i.v i.s.d i.s.v u.ä z z.hd gem betr bez entspr eigtl urspr vorm nachm ehem europ dt frz "
            "engl ital max min mio mrd tsd durchschn jährl monatl gegr hrsg red verf jan feb apr aug sept okt nov dez mo di mi do sa so"
        ),
        closing=_words("usw etc u.s.w u.v.m dgl bspw co inc corp ltd e.v a.d uhr jh jhd v.chr n.chr a.m p.m"),
    ),
    "en": Abbreviations(
        before_name=_words(
            "mr mrs ms dr prof sen rep gov gen col lt maj capt cmdr adm sgt pvt rev hon st fr msgr amb pres supt det insp "
            "messrs mmes mt ft atty sec del brig cpl"
        ),
        before_number=_words(
            "no nos art arts sec sect ch fig figs vol vols p pp para paras cl approx ca c cca tel ext ed eds par"
        ),
        inner=_words(
            "e.g i.e vs v viz cf al incl excl jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat est dept univ assn bros"
        ),
        closing=_words(
            "etc inc corp ltd co plc llc jr sr a.m p.m u.s u.k u.n e.u ph.d m.d b.a m.a d.c u.s.a bn mn"
        ),
    ),
    "it": Abbreviations(
        before_name=_words(
            "sig sigg sig.ra sig.na dott dott.ssa dr prof prof.ssa avv ing arch geom rag on sen min gen col ten cap magg "
            "mar brig s ss mons card don p comm cav egr spett gent ill.mo pres dir on.le lgt p.zza v.le c.so"
        ),
        before_number=_words(
            "art artt n nn nr pag pagg p pp cap capp comma co lett vol voll tab fig figg ca tel fax par sez all punto"
        ),
        inner=_words(
            "cfr cd c.d ad.es p.es es vd v ved cit op.cit i.e cosidd gen feb mar apr mag giu lug ago set sett ott nov dic lun mart merc giov ven sab dom ss min max ecc.mo incl escl"
        ),
        closing=_words(
            "ecc etc s.p.a spa s.r.l mln mld mrd a.c d.c jr sr u.s.a usa e.v p.v c.a inc corp ltd co"
        ),
    ),
    "pt": Abbreviations(
        before_name=_words(
            "sr sra srs sras sr.ª sr.ª.s dr dra drs dras d dom prof profa prof.ª eng engª arq adv gen cel ten cap maj alm "
            "brig sgt exmo exma exmos exmas ex.mo ex.ma il.mo st sto sta s pe fr mons min dep sen gov pres dir r av trav "
            "lic mestre"
        ),
        before_number=_words(
            "art arts n nº no num pág págs pag p pp cap caps fl fls vol vols al inc § par tel fax aprox ca c fig tab alín ed"
        ),
        inner=_words(
            "p.ex ex cf v vs i.e obs nb jan fev mar abr mai jun jul ago set out nov dez seg ter qua qui sex sáb dom máx mín incl excl séc ref resp"
        ),
        closing=_words(
            "etc ltda lda cia s.a sa mi bi mil a.c d.c jr e.u.a eua inc corp ltd co h hrs min m km"
        ),
    ),
}
