//! The wish's words in languages with blanks between words, without accents.

use super::spaced::Tongue;

pub(super) const ALL: [Tongue; 6] = [ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, ARABIC];

const ENGLISH: Tongue = Tongue {
    talk: "talk speak chat connect transfer switch forward redirect escalate pass hand put contact reach \
        discuss communicate patch",
    apart: "talk speak discuss connect transfer",
    links: "to with over through directly",
    want: "want need prefer get me us like there wanna gimme request have",
    fill: "a an the some any me us your one of live real actual human customer support service sales care \
        help to another real-life living proper breathing my this chat",
    person: "human person agent representative rep operator adviser advisor supervisor manager",
    some: "someone somebody anyone anybody humans people persons agents support service team employee being \
        beings staff",
    polite: "please pls plz now thanks thank you hi hello being i id instead only asap just ok yes",
    not: "no not dont never without nobody wont wouldnt didnt doesnt neither nor stop avoid",
    anew: "i can could let please so but id just may",
    other: "did does was were has had when",
    tails: "hand hands made rights resources error body friendly consumption hair being's",
    prefixes: "",
};

const GERMAN: Tongue = Tongue {
    talk: "sprechen spreche sprich reden chatten verbinden verbinde verbindet weiterleiten kontaktieren \
        erreichen schreiben unterhalten durchstellen sprech weiterverbinden",
    apart: "sprechen spreche reden rede chatten verbinden verbinde verbindet unterhalten verbunden \
        weiterleiten durchstellen telefonieren sprech weiterverbinden weitergeleitet kommunizieren \
        schreiben",
    links: "mit zu an",
    want: "will mochte brauche hatte gib geben gebt bevorzuge verlange wunsche",
    fill: "einem einen einer ein eine dem der den die das mir mich sie uns bitte lieber gerne gern echten \
        echter echte echtem richtigen richtiger richtige lebenden lebendigen wirklichen menschlichen \
        realen anderen jetzt irgendeinem ihrem eurem vom aus",
    person: "mensch menschen mitarbeiter mitarbeiterin person berater beraterin kundenberater kundenberaterin \
        sachbearbeiter agent agenten operator kundendienst kundenservice ansprechpartner \
        ansprechpartnerin supportmitarbeiter servicemitarbeiter",
    some: "jemand jemandem jemanden mitarbeitern support team personal echtem",
    polite: "danke hallo nur sofort ja ich will ans telefon",
    not: "nicht kein keine keinen keinem keiner ohne nie niemals statt niemanden niemandem",
    anew: "ich kann mochte will aber bitte",
    other: "hat habe wer wurde",
    tails: "hand gemacht",
    prefixes: "",
};

const FRENCH: Tongue = Tongue {
    talk: "parler parle discuter echanger communiquer contacter joindre transferer transferez transfere \
        passer passez passe connecter connectez relation contact appeler dialoguer chatter rediriger \
        redirigez",
    apart: "parler discuter echanger communiquer relation contact dialoguer connecter transferez transferer",
    links: "a avec au aux vers",
    want: "veux voudrais souhaite besoin faut prefere donnez aimerais aurais souhaiterais exige demande",
    fill: "un une le la les l d de du des moi me nous vrai vraie veritable reel reelle autre votre vos \
        service svp plutot directement agent etre avoir qu on en",
    person: "humain humaine personne conseiller conseillere agent operateur operatrice representant \
        representante employe employee collaborateur interlocuteur responsable teleconseiller",
    some: "quelqu quelquun gens client clients clientele support equipe humains vendeur vendeuse",
    polite: "s il vous te plait merci bonjour maintenant oui reelle",
    not: "ne n pas sans aucun aucune jamais plus non",
    anew: "je puis peux mais j pouvez",
    other: "qui quand ai as",
    tails: "agee agees reel",
    prefixes: "",
};

const SPANISH: Tongue = Tongue {
    talk: "hablar hablo chatear conversar comunicar comunicarme comuniqueme comunicame contactar conectar \
        conectame conecteme transferir transfiereme transfierame pasar pasame paseme pasenme ponme \
        pongame platicar derivar derivame hable contactarme transferirme contacto",
    apart: "hablar chatear conversar comunicar comunicarme comuniqueme contacto platicar conectar",
    links: "con a al",
    want: "quiero necesito quisiera prefiero deme dame busco exijo gustaria solicito hay pido",
    fill: "un una el la los las me de del con alguna algun otro otra verdadera verdadero real su servicio \
        que sea atencion directamente vivo ser mejor",
    person: "humano humana persona agente operador operadora asesor asesora representante empleado empleada \
        encargado encargada ejecutivo ejecutiva dependiente",
    some: "alguien personas cliente clientes soporte equipo humanos gente vendedor",
    polite: "por favor gracias hola ahora si solo viva hablar",
    not: "no sin nunca ningun ninguna jamas tampoco nadie",
    anew: "yo quiero puedo pero necesito por",
    other: "quien cuando he eres es",
    tails: "mayor mayores",
    prefixes: "",
};

const PORTUGUESE: Tongue = Tongue {
    talk: "falar falo conversar contactar contatar conectar conecte transferir transfere transfira passar \
        passa passe ligar comunicar chamar chama chame contato contacto encaminhar encaminhe fale",
    apart: "falar conversar comunicar contato contacto transferir transfira conectar",
    links: "com para pra a ao pro",
    want: "quero preciso gostaria prefiro queria necessito exijo solicito ha",
    fill: "um uma o a os as me de do da algum alguma outro outra verdadeira verdadeiro real seu atendimento \
        ser servico ajuda diretamente vivo",
    person: "humano humana pessoa atendente agente operador operadora representante funcionario funcionaria \
        consultor consultora assistente colaborador",
    some: "alguem pessoas suporte equipe equipa cliente humanos gente vendedor",
    polite: "por favor obrigado obrigada ola oi agora sim viva",
    not: "nao sem nunca nenhum nenhuma jamais ninguem",
    anew: "eu quero posso mas preciso por",
    other: "quem quando voce es",
    tails: "idosa idosas",
    prefixes: "",
};

const ARABIC: Tongue = Tongue {
    talk: "اتحدث تحدث اتكلم تكلم نتحدث نتكلم احكي اكلم كلم حولني تحويلي وصلني توصيلي حولوني وصلوني تواصل \
        اتواصل محادثه دردشه التواصل التحدث التكلم مكالمه",
    apart: "اتحدث تحدث اتكلم تكلم تواصل اتواصل احكي",
    links: "مع الي ب ل ان",
    want: "اريد احتاج ابغي ابي عايز عاوز بدي اطلب ودي افضل",
    fill: "اي الي مع احد خدمه واحد من",
    person: "انسان شخص موظف موضف موظفه بشري ممثل وكيل مندوب بشر موظفين مسؤول ادمي عميل",
    some: "احد احدهم فريق دعم خدمه عملاء ناس حدا حد",
    polite: "فضلك من لو سمحت حقيقي شكرا الان بشري خدمه العملاء",
    not: "لا ليس بدون لست مو مش لن ما لم دون",
    anew: "اريد ممكن لكن هل",
    other: "انا هل_انت من",
    tails: "",
    prefixes: "وال بال لل ال ب ل و",
};
