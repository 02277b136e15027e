/**
 * Words by which people and agents admit, doubt and correct, in the languages that are handled: English, German, French, Spanish.
 * They are only ever used beside something recorded (a failed step, a value that was carried), never alone.
 */

const admission = [
  /\b(?:could(?: not|n['’]t)|can(?:not|['’]t)|unable to|failed to|was not able|wasn['’]t able|not available|unavailable|went wrong|an? (?:error|issue|problem) (?:occurred|while|with)|(?:ran into|encountered|hit) an? (?:error|issue|problem)|did(?: not|n['’]t) (?:work|succeed)|there (?:is|are|was|were) (?:no|not)|not enough|do(?:es)?(?: not|n['’]t) (?:have|exist|allow|support)|no (?:access|results?|luck)|try again|apologi[sz]e|sorry)\b/iu,
  /\b(?:konnte (?:nicht|kein)|nicht möglich|fehlgeschlagen|leider|fehler)\b/iu,
  /\b(?:n['’]ai pas pu|impossible de|désolée?|malheureusement|échoué|erreur)\b/iu,
  /\b(?:no (?:pude|puedo|pudo|fue posible)|lo siento|lamentablemente|falló|error)\b/iu,
];

const challenge = [
  /\b(?:(?:that|this|it)(?:['’]s| is| was| are)? (?:not (?:right|correct|true|accurate)|wrong|incorrect|false|a mistake)|(?:is|was|are) (?:wrong|incorrect|not correct|not right)|you (?:said|told me|claimed|made (?:that|this|it) up|are wrong|got (?:that|this|it) wrong)|are you sure|double[- ]check|contradicts?|doesn['’]t (?:add up|match|look right)|mistaken|not what I (?:asked|said|meant)|inaccurate|outdated)\b/iu,
  /\b(?:(?:das|es) (?:ist|war|stimmt) (?:falsch|nicht(?: richtig| korrekt)?)|stimmt nicht|sind sie sicher|bist du sicher|widerspricht|veraltet)\b/iu,
  /\b(?:c['’]est (?:faux|incorrect|inexact)|ce n['’]est pas (?:exact|correct|juste|vrai)|êtes-vous sûre?|vous vous trompez|périmée?)\b/iu,
  /\b(?:(?:eso|esto) (?:no es (?:correcto|cierto|verdad)|es (?:falso|incorrecto)|está mal)|está seguro|se equivoca|desactualizad[oa])\b/iu,
];

const ownCorrection = [
  /\b(?:I (?:made a mistake|was wrong|misspoke|was mistaken)|my (?:earlier|previous) (?:answer|statement|response) (?:was|is) (?:wrong|incorrect|inaccurate)|correction:|I need to correct|I apologi[sz]e for the (?:confusion|error|mistake)|sorry for the (?:confusion|error|mistake))\b/iu,
  /\b(?:ich habe mich geirrt|mein fehler|korrektur:)\b/iu,
  /\b(?:je me suis trompée?|mon erreur|correction :)/iu,
  /\b(?:me equivoqué|mi error|corrección:)/iu,
];

const any = (patterns: readonly RegExp[], text: string): boolean => patterns.some((pattern) => pattern.test(text));

/** The text says that something could not be done. */
export const admitsFailure = (text: string): boolean => any(admission, text);

/** The text doubts or corrects what another said. */
export const challenges = (text: string): boolean => any(challenge, text);

/** The text takes back what its own author said earlier. */
export const correctsItself = (text: string): boolean => any(ownCorrection, text);
