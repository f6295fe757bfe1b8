"""Words by which a page speaks of itself and to its reader: sharing, subscribing, rights, authors, sources.

General vocabulary, no lines: `word` stands for itself, `word*` for word that begins so. Each feature is a
kind of
such words; `WEIGHTS` says how much one word of it tells. Compiled from general knowledge of the languages.
"""

__all__ = ["CUES", "WEIGHTS"]

WEIGHTS = {
    "sure": 1.6,  # words that hardly stand anywhere else
    "social": 1.0,  # names of networks
    "share": 1.0,  # what a reader may do with a page
    "letter": 1.2,  # newsletters, inboxes, alerts
    "self": 0.7,  # the page, the article, the site
    "press": 0.8,  # those who write and publish
    "agency": 0.9,  # news agencies
    "publish": 0.8,  # published, updated
    "period": 0.4,  # daily, week
    "clock": 0.5,  # o'clock, minutes of reading
    "rights": 1.0,
    "photo": 0.8,
    "ad": 1.0,
    "web": 0.9,  # cookies, privacy, accounts
    "act": 0.9,  # what a reader is asked to do
    "address": 1.0,  # we, us, you
    "more": 0.6,  # more, also, related
    "link": 0.9,
    "source": 0.7,
    "comment": 0.8,
    "machine": 0.8,  # machine translation and the like
    "contact": 0.8,
    "pay": 0.8,  # subscriptions, donations
    "fault": 0.6,  # errors, corrections
    "scope": 0.5,  # only, permitted, necessarily
    "by": 0.2,
    "void": 0.0,  # words that tell nothing either way and do not count
}
"""How much one word of a feature tells that a line is not the story, about 1 for a clear one. Set by hand and
checked
on wording set "a" of the tests and on the clean dev articles; set "b" only measured."""

CUES: dict[str, dict[str, str]] = {
    "*": {
        "contact": "info press@* tel",
        "photo": "selfie foto: video: getty",
        "social": (
            "facebook twitter x.com whatsapp telegram viber linkedin instagram tiktok youtube mastodon "
            "bluesky reddit xing pinterest messenger threads snapchat flipboard pocket facebook-* "
            "telegram-* whatsapp-* youtube-*"
        ),
        "agency": (
            "dpa afp reuters ap ansa bta lusa apa epa adnkronos agi askanews ddp kna epd upi efe tass pap "
            "belga бта ройтерс афп бгнес аап дпа анса ritzau stt ntb getty imago shutterstock istock alamy "
            "pixabay unsplash"
        ),
        "rights": "copyright © (c) cc-by* creative commons",
        "letter": "newsletter* briefing podcast* rss e-mail* email* mailbox inbox mailing",
        "link": "http https www link links url pdf >> » → › ▶",
        "web": "cookie* javascript browser* app apps online login log-in log premium faq account feedback",
        "sure": "newsletter* © (c) cookie* tweet retweet >> » → › ▶ copyright",
        "share": "tweet* retweet*",
        "ad": "advertorial sponsored",
    },
    "de": {
        "period": "täglich* wöchentlich* monatlich* woche jeden jede morgen morgens freitag tag tages",
        "sure": (
            "weiterlesen abonnieren lesezeit lesedauer kommentarfunktion* quellenlink* bildquelle* "
            "symbolbild* advertorial* impressum datenschutzerklärung* bezahlinhalt* leserbrief* abonnent* "
            "weiterempfehlen postfach* mailadresse* anzeige"
        ),
        "void": (
            "möchten der die das den dem des ein eine einen einem einer in im am an auf für mit und oder zu "
            "zum zur von vom sie ist sind wird wurde dieser diese dieses diesen diesem es um bei aus als "
            "auch durch per"
        ),
        "share": (
            "verbreit* einladen teil* twittern weiterempfehl* empfehl* weitersag* weiterleit* versend* "
            "verschick* ausdruck* drucken druckversion posten gefällt gefallen folg* speichern merken "
            "merkliste liken lik* zeig* kopier* beitreten tret* fan fans freund* freunde freunden "
            "weitererzähl* erzähl* erste ersten netzwerken"
        ),
        "letter": (
            "newsletter* rundbrief* postfach* mail* mailadress* newsalert* benachrichtig* infobrief* "
            "rundschreib* infomail* eilmeldung* wochenrückblick* rückblick überblick presseschau*"
        ),
        "self": (
            "nachrichten artikel* beitrag beiträge* beitrags text texte* seite seiten meldung website* "
            "webseite* webauftritt* internetseite* portal* online-ausgabe onlineausgabe rubrik* inhalt* "
            "angebot bericht* interview fassung version* story übersicht startseite homepage magazin "
            "dossier gastbeitrag* live-ticker liveticker ticker hauptseite menü navigation sitemap "
            "themenseite* serie"
        ),
        "press": (
            "redaktion* redakteur* autor* verfasser* verfasst* korrespondent* reporter* reportage* "
            "journalist* journalismus zeitung* verlag* herausgeber* mitarbeit* gastbeitrag* agentur* "
            "lektor* berichterstatt* medienhaus volontär* exklusiv* gastkommentar* gastautor* kolumn* "
            "ansicht* ansichten rezension* sonderkorrespondent* büroleit* moderat* chefredakteur* ressort* "
            "presserat* pressemitteilung*"
        ),
        "publish": (
            "veröffentlicht* erschienen* erstveröffentlich* aktualisiert* aktualisierung publiziert* stand "
            "geändert letzte zuletzt update* upgedatet datum"
        ),
        "clock": "uhr lesezeit lesedauer minute* min lesen",
        "rights": (
            "weiterveröffentlichung* veröffentlichung nutzen rechte vorbehalten urheber* nachdruck* "
            "vervielfältig* weiterverbreit* weiterverwend* genehmigung* erlaubnis lizenz* impressum "
            "wiedergabe* untersagt* zustimmung* verwendung* nutzungsrecht* geschützt* einwilligung* "
            "copyright* verwertung* rechteinhaber*"
        ),
        "photo": (
            "foto fotos bild bilder bildes symbolbild* grafik* video videos bildquelle* fotograf* "
            "bildunterschrift* aufnahme* archivbild* archivfoto* illustration* titelbild* bildrechte* "
            "abbildung* galerie* bildergalerie* bildnachweis* archiv bildrecht* rechteinhaber bildstrecke* "
            "fotostrecke* screenshot* symbolfoto* teaserbild*"
        ),
        "ad": (
            "anzeige* werbung* werbe* gesponsert* sponsor* werblich* reklame* werbefinanz* promotion "
            "kooperationspartner affiliate* provision* rabatt* gutschein* angebote shop partnerlink* "
            "partnerangebot* kooperation"
        ),
        "web": (
            "datenschutz* nutzungsbedingung* agb einstellungen* akzeptier* konto* weitersurf* surf* "
            "einlogg* angemeldet* profil* registrierung* passwort* nutzungserfahrung nutzererlebnis "
            "besucher* nutzer* nutzerkonto abmelden cookies* einwilligung* privatsphäre personenbezogen* "
            "tracking werbeblocker adblocker"
        ),
        "act": (
            "abonnier* anmeld* melden melde klick* lesen lies weiterles* registrier* bestell* hol* erhalt* "
            "verpass* sicher* bleib* entdeck* stöber* spend* unterstütz* schreib* gib geben trag* eintrag* "
            "mach* werd* such* schau* seh* hör* erfahr* anzeigen ansehen anschauen herunterlad* lad* "
            "download* jetzt probier* test* nutz* diskutier* antwort* find* schick* nachles* weiter bitte "
            "besuch* hinterlass* bestätig* abschließ* schließen fortfahr* fortzufahren weiterzulesen öffnen "
            "öffne bekomm* mitmach* teilnehm* abstimm* umfrage* kauf* vormerk* ausprobier* informier* "
            "wende* mitdiskut* einloggen ausloggen dabei"
        ),
        "address": "unser* uns wir euch euer eure* dein* dich dir du ihnen",
        "more": (
            "liste gesamte mehr auch weitere weiteres weiteren dazu thema themen verwandt* ähnlich* "
            "passend* nächst* vorherig* alle alles zurück zum zur schlagwort* schlagwört* stichwort* tags "
            "meistgelesen* empfohlen* beliebt* interessant* vollständig* ganze* komplett* wortlaut "
            "volltext* hintergründ* weiter über thema: archiv suche kategorie* rubrik*"
        ),
        "link": "verlinkung* hier pressemitteilung* weblink* quellenlink* originaltext* linktipp*",
        "source": (
            "quelle* quellenangab* original* transparenz* hinweis* anmerkung* offenlegung* material* "
            "angabe* haftung* gewähr* informationen agenturmaterial"
        ),
        "comment": (
            "wortmeldung* kommentier* kommentar* leserbrief* leser* forum meinung* meinungsbeitr* "
            "gastkommentar* kommentieren diskussion* netiquette ansicht* standpunkt*"
        ),
        "machine": "übersetz* automatisch* maschin* ki-gestützt* ki-generiert* generiert* erstellt* chatbot*",
        "contact": (
            "kontakt* pressestelle* pressekontakt* ansprechpartner* telefon tel fax rückfrag* presseanfrag* "
            "über-uns karriere mediadaten ombudsmann*"
        ),
        "pay": (
            "partnerschaft abonnent* abo abos spende* kostenlos* gratis kostenpflichtig* bezahl* probeabo* "
            "mitglied* bezahlschranke abonnement* digitalabo* freischalt* exklusiv* testen probemonat* plus "
            "e-paper epaper printausgabe zugang zugriff"
        ),
        "fault": (
            "fehler* korrektur* korrigier* berichtig* richtigstell* tippfehler* irrtüm* falsch* stimmt "
            "ungenau* unstimmig* irrtum"
        ),
        "scope": (
            "begrenzt limitiert nur ausschließlich ausdrücklich* unbedingt zwangsläufig ohne erlaubt "
            "gestattet verboten zugänglich* verfügbar* geschlossen* deaktiviert* dient* haltung* enthalten* "
            "schriftlich* gekürzt* allein lediglich stammen stammt wieder"
        ),
        "by": "von text bericht",
    },
    "en": {
        "period": "daily weekly monthly week day morning friday evening",
        "sure": (
            "subscribe subscriber* subscribers paywall inbox unsubscribe advertisement byline* log-in "
            "sign-up disclaimer webpage"
        ),
        "void": (
            "want the a an of in on at to for with and or is are was were be been this that these those "
            "from as by not do it its their his her may can will has have"
        ),
        "share": (
            "spread word invite conversation told colleague share* shared print* repost* forward* "
            "recommend* copy save bookmark follow send post posts fan friend friends liked show fans tell "
            "social media"
        ),
        "letter": (
            "address loop newsletter* mailing bulletin* digest* alert* notification* round-up roundup mail "
            "mailbox mailing-list recap round-ups"
        ),
        "self": (
            "news article* story stories page pages site sites website* webpage* homepage portal piece "
            "edition section* content* text column feature version interview report home menu navigation "
            "sitemap index archive categories category series"
        ),
        "press": (
            "editor* editing edited author* correspondent* reporter* reporting staff writer* contributor* "
            "newsroom* journalist* journalism newspaper* publisher* byline columnist* exclusively compiled "
            "desk guest envoy analyst bureau chief presenter moderator newsdesk reviewer pressroom press"
        ),
        "publish": "published updated posted modified appeared originally update",
        "clock": "minute* min mins read reading",
        "rights": (
            "republished use used rights reserved reproduc* permission* permitted licens* licenc* "
            "redistribut* consent* forbidden prohibited republish* attribution protected trademark* belongs "
            "owned copying copied unauthorised unauthorized reprint* syndicat*"
        ),
        "photo": (
            "photo* image* picture* pictured video* graphic* illustration* illustrative caption* credit* "
            "gallery footage file archive slideshow screenshot* cartoon*"
        ),
        "ad": (
            "advert* sponsor* promoted promotion* ad ads partner* affiliate discount* voucher* shop offer "
            "offers marketing paid-for"
        ),
        "web": (
            "privacy terms settings preferences accept* account policy browsing browse experience visitors "
            "password profile user users sign-in cookies* adblock ad-blocker tracking consent unsubscribing "
            "device"
        ),
        "act": (
            "subscribe sign join click read watch listen get register* download* discover* continue* "
            "donate* support* visit tap see never miss stay find learn explore check view enter leave write "
            "try go enjoy* highlight scroll contact browse upgrade tell follow now spotted spot please "
            "confirm accept open show become vote poll quiz buy order reply respond logging begin answer "
            "wish reach submit"
        ),
        "address": "our us we you your yours my me ours yourself",
        "more": (
            "back list more also related next previous further all recommended trending latest topics "
            "topic tags full whole complete most popular similar other others → read-more search archive "
            "skip top up"
        ),
        "link": "here source-link hyperlink",
        "source": (
            "source* original* note disclosure disclaimer material attribution information provided wires "
            "wire courtesy"
        ),
        "comment": "comment* opinion* discussion reader* views letters moderated column replies",
        "machine": (
            "translat* automat* machine* machine-translat* ai-generated ai-assisted generated produced "
            "chatbot"
        ),
        "contact": (
            "contact* enquiries inquiries telephone tel fax phone queries imprint careers advertise "
            "helpdesk feedback"
        ),
        "pay": (
            "partnership subscriber* subscription* free paid donation* member* membership* paywall trial "
            "exclusive subscribe plus e-paper access unlock premium tip patron* donor*"
        ),
        "fault": (
            "error* mistake* correction* corrected typo* wrong* earlier inaccura* clarification amended "
            "amendment clarif* retract*"
        ),
        "scope": (
            "limited may only solely necessarily without allowed available closed disabled reflect* "
            "purposes contain written views abridged alone supplied provided parts reserved otherwise"
        ),
        "by": "by words from",
    },
    "it": {
        "period": "ogni settimana settimanale giorno mattina venerdì quotidian* mensile",
        "sure": (
            "iscriviti abbonati abbonato condividi condividilo seguici clicca redazionale informativa "
            "twitta pubblicità didascalia"
        ),
        "void": (
            "vuoi nemmeno sono il lo la i gli le un uno una l di del dello della dei degli delle a al alla "
            "agli alle da dal dalla in nel nella su sul sulla per con e o è stato stata questo questa "
            "questi queste che non si può ed essere tra dell all dall nell sull"
        ),
        "share": (
            "diffond* invita* conversazione condivid* twitt* stamp* invia* inoltra* manda* mostra* "
            "consiglia* piace piaciut* segui seguic* seguite* salva copia pubblica metti amici amico "
            "unisciti raccomand* segnala* fan primo social parla"
        ),
        "letter": (
            "indirizzo newsletter* casella mail posta notific* avvisi rassegna bollettino iscriz* sintesi "
            "inbox riepilogo e-mail"
        ),
        "self": (
            "notizie notizia articolo articoli testo testi pagina pagine sito siti portale pezzo edizione "
            "contenut* rubrica* versione intervista post home menu navigazione mappa indice archivio "
            "categorie serie speciale"
        ),
        "press": (
            "cura servizio redazion* redattor* redattrice autore autrice autori giornalis* inviat* "
            "corrispondent* collaborator* giornal* editor* testata scritto esclusiva curato agenzia agenzie "
            "reporter cronista vaticanista caporedattore opinionista intervento firmat* ospite "
            "ufficio-stampa comunicato stampa"
        ),
        "publish": "pubblicat* aggiornat* aggiornament* ultimo ultima modifica* apparso data",
        "clock": "ore minut* lettura min leggere",
        "rights": (
            "ripubblic* usare cita* citare diritti riservat* riproduzion* riprodu* vietat* autorizzazion* "
            "licenz* consenso consentit* concess* tutelat* utilizz* appartengono proprietà copia copiare "
            "autorizzat* d'autore "
        ),
        "photo": (
            "foto fotografi* immagin* video* grafic* didascali* credit* illustra* galleria archivio "
            "fotograf* slideshow vignetta schermata"
        ),
        "ad": (
            "pubblicità pubblicitari* sponsor* inserzion* annunc* promozional* promozione redazionale "
            "affiliat* sconto sconti shop offerta offerte"
        ),
        "web": (
            "privacy termini impostazioni accett* informativa condizioni account navig* esperienza utent* "
            "accesso profilo password cookies dispositivo tracciament* consensi"
        ),
        "act": (
            "iscriv* abbonat* abbonati clicca* leggi leggete continua* guarda* ascolta* scopri* ricev* "
            "registrat* accedi accedere sostien* sostenet* dona donate scarica* torna resta* rimani* vai "
            "vedi vedere guard* inserisci* lascia* scrivi* entra* prova* diventa* perdere perderti "
            "partecipa* evidenzi* trova* trovi aiuta* approfondi* segnalac* conferma sii vieni unisciti "
            "apri aprire accetta prosegu* vota sondaggio acquista ordina rispondi partecip* saperne invia "
            "tieni"
        ),
        "address": "nostr* noi vostr* voi tuo tua tuoi tue ti te ci",
        "more": (
            "elenco dettagli anche ancora altro altri altre correlat* approfond* precedent* successiv* tema "
            "argoment* tutti tutte tutto più maggior* integral* complet* legger* potrebb* interessar* "
            "indietro consigliat* stesso prossimo home ricerca sopra su intero"
        ),
        "link": "qui collegament* comunicato",
        "source": (
            "fonte fonti original* nota avvertenz* trasparenz* materiale indicazione informazioni fornit* "
            "agenzie tratto"
        ),
        "comment": "comment* opinion* discussion* lettor* lettere moderat* punto",
        "machine": "tradott* traduzion* automatic* macchina generat* prodott* chatbot aiuto",
        "contact": "contatt* telefono tel fax recapit* note",
        "pay": (
            "collaborazione abbonament* abbonat* gratis gratuit* donazion* pagamento soci riservat* premium "
            "esclusiv* accesso plus edicola sblocca offri caffè"
        ),
        "fault": (
            "error* corre* rettific* precisazion* sbagliat* errat* precedente refus* qualcosa inesattezz* "
            "imprecision*"
        ),
        "scope": (
            "limitat* liberamente solo soltanto esclusivamente necessariamente senza chius* disponibil* "
            "rifletton* rispecchi* puramente disattivat* scopo contenere scritt* riflette parti sole "
            "fornit*"
        ),
        "by": "racconta di da cura testo",
    },
    "pt": {
        "period": "semana semanas semanal diári* manhã manhãs sexta mensal todas",
        "sure": (
            "subscreva assinante* partilhe partilhar compartilhe siga-nos clique tweetar publicidade "
            "legenda assine"
        ),
        "void": (
            "quer sobre estão está são nem o a os as um uma de do da dos das em no na nos nas para por pelo "
            "pela com e ou é foi este esta estes estas que não se pode ao à aos às lhe ser já"
        ),
        "share": (
            "espalh* convid* conversa entre partilh* compartilh* tweetar imprim* envi* gost* siga sigam "
            "segue seguir copi* guardar mostre* recomend* publicar amigo amigos amigas junte-se encaminh* "
            "reencaminh* fã fãs primeiro sociais redes fale"
        ),
        "letter": "endereço newsletter* boletim caixa mail correio notificaç* alertas resumo revista",
        "self": (
            "notícias publicação publicações artigo* texto* página* site sítio portal peça edição conteúdo* "
            "notícia matéria rubrica* secção seção versão entrevista reportagem menu navegação mapa índice "
            "arquivo categorias série especial"
        ),
        "press": (
            "secção seção redação redacção redator* redactor* autor autora autores jornalis* jornal "
            "correspondente* enviad* editor* escrito exclusivo repórter* agência* colaborador* crónica "
            "cronista colunista analista comentador* assinad* convidad* gabinete imprensa"
        ),
        "publish": "publicad* atualiz* actualiz* último última modificad* modificação data",
        "clock": "leitura minuto* min ler",
        "rights": (
            "republic* usar cite citar direitos reservad* reproduç* reproduz* proibid* autoriza* licenç* "
            "consentimento permitid* utilizaç* protegid* pertencem propriedade cópia copiar "
        ),
        "photo": (
            "foto* imagem imagens vídeo* infografia* legenda crédito* ilustra* galeria arquivo fotógraf* "
            "caricatura captura"
        ),
        "ad": (
            "publicidade publicitári* patrocin* anúncio* promocional pub comercial afiliad* desconto* loja "
            "oferta ofertas conteúdo"
        ),
        "web": (
            "privacidade termos definições preferências aceit* conta naveg* experiência sessão utilizador* "
            "palavra-passe perfil cookies dispositivo rastreio consentimentos"
        ),
        "act": (
            "subscrev* assine* inscrev* clique* clica leia leiam ler veja vejam ver ouça receb* regist* "
            "aceda aqui saiba saber continue continuar volte fique fiqu* apoi* doe descarreg* consulte "
            "deixe* introduz* escreva* encontr* inicie comente comentar torne* perca explore conheça ajude* "
            "assinale* descubra procure experimente visite participe já confirme seja junte-se abra abrir "
            "aceite aceitar prosseguir vote sondagem compre encomende responda partilhe-o faça algo"
        ),
        "address": "nosso* nossa* nós você* vosso* vossa* teu tua connosco conosco contigo",
        "more": (
            "lista detalhes também mais relacionad* outr* seguinte anterior início tema* tópico* todos "
            "todas complet* integra* semelhantes mesmo voltar recomendad* próximo página inicial pesquisa "
            "topo inteiro"
        ),
        "link": "ligaç* hiperligaç* comunicado cá",
        "source": "fonte* original nota transparência aviso material indicação fornecid* agências",
        "comment": "comentári* coment* opini* leitor* cartas moderad* posição",
        "machine": "traduz* traduç* automátic* automatic* máquina gerad* produzid* chatbot ajuda",
        "contact": "contact* contat* telefone tel fax esclareciment*",
        "pay": (
            "parceria assinante* assinatura* grátis gratuit* donativo* doaç* pago paga pagos pagas sócio* "
            "exclusiv* acesso plus bancas desbloque* premium"
        ),
        "fault": (
            "erro* corre* retific* errad* engano gralha* anterior lapso algo inexatid* imprecis* corrigido"
        ),
        "scope": (
            "limitad* livremente só apenas somente exclusivamente necessariamente sem encerrad* disponíve* "
            "refletem reflectem meramente desativad* conter escrit* reflete partes fornecid*"
        ),
        "by": "por de texto",
    },
    "bg": {
        "period": "всяка всеки седмица седмичен седмичния ежедневн* сутрин петък ден месечен",
        "sure": (
            "абонирай* бюлетин* бисквитк* абонат* споделете кликнете кликни последвайте последвай "
            "препечатван* харесайте реклама"
        ),
        "void": (
            "искате време най около и или на във в със с за от до по при към е са бе бил била беше този "
            "тази това тези се да не че като може сме сте ги го"
        ),
        "share": (
            "разпространете покан* сподел* туит* лайк* харес* изпрат* препрат* отпечат* разпечат* принтир* "
            "последва* копира* запаз* препоръч* покаж* приятел* присъедин* публикувайте фен фенове първият "
            "социалните мрежи кажете"
        ),
        "letter": (
            "бюлетин* поща пощата пощенск* имейл* мейл* мейла известия* известяван* нюзлетър* обзор обзора "
            "писмо писмото електронната"
        ),
        "self": (
            "файлове* сайта статия* статии* материал* текст текста текстът текстове* страница* страницата "
            "сайт* портал* публикация* публикации издание* новина* новини новините рубрик* съдържание* "
            "версия* интервю* репортаж* статията публикациите меню навигация карта архив категории поредица"
        ),
        "press": (
            "редакц* редактор* автор автора авторът автори журналист* журналисти* кореспондент* репортер* "
            "екип екипът вестник* издател* медия медията специално подготви агенция* написа пратеник* "
            "колумнист* коментатор* анализатор* водещ гост-автор виждания* вижданията пресслужба*"
        ),
        "publish": "публикуван* обновен* актуализ* последна последно промен* добавен* дата",
        "clock": "ч час четене мин минут*",
        "rights": (
            "препублик* ползва* право посочете взето права запазен* авторск* възпроизвежд* препечат* "
            "разрешен* съгласие* лиценз* забранен* използване* копиране* позоваване* принадлежат "
            "собственост права*"
        ),
        "photo": (
            "снимка снимки снимката снимков* фото фотограф* изображени* видео* илюстрати* графика галерия "
            "архив карикатура* екранна"
        ),
        "ad": (
            "реклама рекламно рекламен спонсор* платен* промо* рекламн* отстъпк* магазин оферт* партньорск*"
        ),
        "web": (
            "поверителност* бисквитк* настройки приема* профил* сърфир* изживяване* потребител* вход парола "
            "браузър* устройств* проследяван*"
        ),
        "act": (
            "помагат абонир* запиш* кликн* натисн* прочет* четете виж вижте видите гледай* чуй* регистр* "
            "получав* изтегл* подкреп* дар* влез* разгледай* научи научете остан* остав* върн* продълж* "
            "пиш* въвед* стан* намер* изпуск* пропуск* включ* очаквайте следете коментира* маркир* потърс* "
            "открий* дай дайте сега бъдете потвърдете отвори отворете приемете гласувай* анкета купете "
            "поръчайте опитайте отговорете кажете напишете открихте нататък"
        ),
        "address": "наш* ние нас ни ваш* вие вас ви твоя твоето теб ти",
        "more": (
            "списък* детайли още също свързан* подобн* следващ* предишн* тема темата теми начало повече "
            "цялото цялата целия пълни* пълният всички назад най-четен* най-ново етикет* препоръчан* други "
            "начална* търсене нагоре"
        ),
        "link": "връзка връзката линк* тук",
        "source": (
            "източник* оригинал* бележка пояснение прозрачност* посочван* позоваван* информацията "
            "предоставен* агенции"
        ),
        "comment": "коментар* мнени* дискус* читател* коментирайте модератор* позиция вижданията",
        "machine": (
            "превод преводът преведен* автоматич* машина машинен машинно генериран* създаден* помощта чатбот*"
        ),
        "contact": "контакт* телефон тел факс пресцент* информация условия общи нас",
        "pay": (
            "партньорств* абонат* абонамент* безплат* дарени* член членство платено достъпн* ексклузивн* "
            "достъп премиум плюс дари"
        ),
        "fault": (
            "грешк* грешн* поправк* поправен* уточнение* предишна коригиран* неточност* сгрешен* коригирай*"
        ),
        "scope": (
            "ограничен* свободно само единствено непременно задължително без изключени* позиция отразяват "
            "съдържа изричн* писмен* частично частта част предоставен*"
        ),
        "by": "от текст",
    },
}
