import { fold } from './fold.js';

/**
 * Words that say nothing of what a text is about: articles, pronouns, auxiliaries, connectives. Own short lists, by language; words of one that mean
 * something in English (`war`, `hat`, `son`) are left out.
 */
const lists = {
  en: `a about above after again against all also am an and any are aren't as at be because been before being below between both but by can can't cannot
    could couldn't did didn't do does doesn't doing don't down during each few for from further had hadn't has hasn't have haven't having he he'd he'll he's her
    here here's hers herself him himself his how how's i i'd i'll i'm i've if in into is isn't it it's its itself just let let's me more most must my myself
    no nor not of off on once only or other ought our ours ourselves out over own please same shall she she'd she'll she's should shouldn't so some such
    than that that's the their theirs them themselves then there there's these they they'd they'll they're they've this those through to too under until
    up upon us very was wasn't we we'd we'll we're we've were weren't what what's when when's where where's which while who who's whom why why's will with
    won't would wouldn't yes yet you you'd you'll you're you've your yours yourself yourselves may might much many ok okay hi hello thanks thank
    s t d ll re ve m`,
  de: `aber als am an auch auf aus bei beim bin bis bist da damit dann das dass dein deine dem den der des dich die dies diese diesem diesen dieser dieses dir doch
    du durch ein eine einem einen einer eines er es euch euer für habe haben hatte hier ich ihm ihn ihr ihre ihrem ihren im in ist ja jede kann kein keine
    können mein meine mich mir mit muss nach nicht noch nun nur ob oder ohne sehr sein seine sich sie sind so über um und uns unser vom von vor waren
    warum was weil welche welcher wenn wer werden wie wir wird wo wurde zu zum zur bitte danke`,
  fr: `ai au aux avec avez avoir avons ce ces cet cette comme dans de des du elle elles en es est et était être eux il ils je la le les leur leurs lui ma mais me mes
    moi mon ne nos notre nous on ont ou où par pas plus pour qu que quel quelle quels quelles qui sa sans se ses si sont sur ta te tes toi ton tu un une
    vos votre vous y à c d j l m n s t c'est d'un d'une l'a n'a n'est qu'est s'il merci`,
  es: `al algo ante antes aquí así aún con como cómo cuál cuáles cuando cuándo de del desde donde dónde el él ella ellas ellos en entre era eran es esa ese eso esta
    está están este esto estos fue ha han hasta hay la las le les lo los más me mi mis muy nada ni no nos nosotros o os para pero por porque qué que quien
    quién se ser si sí sobre su sus también te tengo tiene tu tus un una unas uno unos usted y ya yo gracias`,
  it: `al alla alle anche che chi ci come con cosa da dal dalla degli dei del della delle di dove è e gli ha hanno i il in io la le lei lo loro lui ma mi mio mia nei
    nel nella non o per perché più qual quale quando quello questa questo se si su sua sul sulla suo ti tra tu un una uno vi voi grazie`,
  pt: `ao aos as até com como da das de dela dele do dos e é ela elas ele eles em entre era essa esse esta este eu foi há isso isto já lhe mais mas me meu minha muito
    na não nas nem no nos nós o os ou para pela pelo por qual quando que quem se sem ser seu seus só sua suas também te tem um uma você vocês obrigado`,
} as const;

const words: ReadonlySet<string> = new Set(Object.values(lists).flatMap((list) => list.trim().split(/\s+/u).map(fold)));

/** True for a folded word that carries no meaning of its own in one of the languages that are handled. */
export const isStopWord = (folded: string): boolean => words.has(folded);
