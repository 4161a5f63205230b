/** The kind of a sentence by its cues: each cue adds its weight to a kind, the heaviest kind wins, and a sentence without cues is a claim. */
import type { Kind } from './model';

interface Cue {
  readonly kind: Exclude<Kind, 'claim'>;
  readonly weight: number;
  readonly form: RegExp;
}

const cue = (kind: Cue['kind'], weight: number, form: RegExp): Cue => ({ kind, weight, form });

const CUES: readonly Cue[] = [
  cue(
    'example',
    3,
    /\b(?:for (?:example|instance)|e\.g\.|to take one example|one example|a case in point|an example of)\b|^(?:consider|imagine|take|say)\s+(?:the|a|an|this|\p{Lu})|\bzum beispiel\b|\bpar exemple\b|\bpor ejemplo\b/iu,
  ),
  cue('example', 0.8, /\b(?:such as|including|like when)\b/i),

  cue(
    'caveat',
    2.5,
    /^["“]?(?:but|however|yet|still|nevertheless|nonetheless|although|though|even (?:if|though|so)|despite|in spite of|unless|granted|admittedly|to be sure|that said|on the other hand|whereas|unlike|aber|doch|allerdings|jedoch|mais|cependant|toutefois|pero|sin embargo)\b/iu,
  ),
  cue(
    'caveat',
    2,
    /\b(?:however|although|though|nevertheless|nonetheless|whereas|unless|except|on the other hand|in contrast|not necessarily|limitations?|caveats?|drawbacks?|critics|skeptic(?:s|al)|controvers\p{L}+|it (?:is|remains) (?:unclear|unknown)|no (?:evidence|guarantee)|far from|hardly|too (?:early|small|few)|only (?:if|when|works)|allerdings|jedoch)\b/iu,
  ),
  cue('caveat', 1.2, /,\s+(?:but|yet|though|although|while)\b|\b(?:may|might|could) not\b|\binstead\b|\brather than\b|^(?:if|while)\b/i),
  cue('caveat', 0.8, /\b(?:not|never|cannot|no longer|\p{L}+n[’']t|nicht|kein\p{L}*|ne .{1,20} pas|unlikely|risks?|problems?)\b/iu),

  cue(
    'mechanism',
    2.2,
    /\b(?:because|therefore|thus|hence|consequently|as a (?:result|consequence)|result(?:s|ed|ing)? in|lead(?:s|ing)? to|led to|due to|owing to|so that|thanks to|which (?:means|makes|causes|allows|leads)|the reason (?:is|why|for)|that['’]s why|is why|in order to|in turn|weil|dadurch|deshalb|dazu führ\p{L}*|parce que|grâce à|porque)\b/iu,
  ),
  cue(
    'mechanism',
    1.5,
    /\b(?:caus(?:e|es|ed|ing)|trigger(?:s|ed|ing)?|enabl(?:e|es|ed|ing)|allow(?:s|ed|ing)?|forc(?:e|es|ed|ing)|driv(?:es|en|ing)|prevent(?:s|ed|ing)?|mak(?:e|es|ing) it|by (?!now|then|hand|far|far the|the)\p{L}+ing)\b|^(?:so|this (?:makes|means|allows|causes|lets))\b/iu,
  ),

  cue(
    'evidence',
    2.2,
    /\b(?:stud(?:y|ies)|survey(?:s|ed)?|research(?:ers)? (?:found|show\p{L}*|suggest\p{L}*|report\p{L}*)|found that|data|statistics|evidence|experiments?|trials?|measure(?:d|ments?)|according to|report(?:s|ed) that|poll(?:s|ed)?|participants|respondents|benchmark|analysis|figures? show|tests? show|studie\p{L}*|umfrage|étude|estudio)\b/iu,
  ),
  cue(
    'evidence',
    1.8,
    /\d(?:[\d.,]*)\s?(?:%|percent\b|per cent\b|prozent\b|million\b|billion\b|trillion\b|times\b|x\b|years old\b|points\b|degrees\b|people\b|[kc]?m\b|kg\b)|[$€£¥]\s?\d|\b(?:one|two|three|four|nine|half|most|\d+) (?:in|out of) (?:\d+|ten|five|four|three)\b/iu,
  ),
  cue(
    'evidence',
    0.9,
    /\b(?:show(?:s|ed|n)|demonstrat\p{L}+|confirm(?:s|ed)|average|rate of|nearly|about|approximately|more than|fewer than|less than|at least)\b.*\d|\d.*\b(?:compared|increase|decrease|rose|fell|grew|dropped|higher|lower)\b/iu,
  ),

  cue('evidence', 1.2, /(?<![\d.,$€£-])(?!(?:1[5-9]|20)\d\d\b)\d{2,}(?:[.,]\d+)*(?![\d-])/u),

  cue(
    'implication',
    2.2,
    /\b(?:should|must|ought to|need(?:s|ed)? to|have to|has to|implies|implication|suggests? that we|means that|it(?:['’]s| is) (?:time|worth|important|essential|crucial|clear)|in the future|will (?:need|have to)|if we|let(?:['’]s| us)|sollte\p{L}*|müss\p{L}+|il faut|devrait|hay que|debe\p{L}*)\b|!["”]?$/iu,
  ),
  cue(
    'implication',
    1.2,
    /\b(?:will|would|likely|hope(?:s|fully)?|expect(?:s|ed)?|predict(?:s|ed)?|could (?:become|lead|mean|help)|future|important(?:ly)?|matters|lesson|means|i (?:think|believe|feel)|best|worth|wonderful|beautiful|interesting|great|clearly)\b/iu,
  ),

  cue(
    'context',
    2,
    /\b(?:in|since|by|until|from|of|before|after|around|early|late|um|seit|en|depuis|desde)\s+(?:\p{Lu}\p{Ll}+\s+(?:\d{1,2},?\s+)?)?(?:1[5-9]|20)\d\d\b|\b(?:years?|decades?|centur(?:y|ies)|months?|weeks?) (?:ago|earlier|later|before)\b|\b(?:born|founded|established|built|historically|originally|traditionally|history|background|at the time|formerly|once|used to|known as|was named|is (?:located|based)|jahrhundert|siècle|siglo)\b/iu,
  ),
  cue(
    'context',
    1,
    /\b(?:during|when|before|after|until|while|began|started|became|had been|had \p{L}+ed|was|were|last (?:year|week|month)|yesterday|today|\p{Lu}\p{Ll}+day)\b|\b(?:1[5-9]|20)\d\d\b|\bis (?:a|an|the|one of)\b/iu,
  ),
];

/** A leading clause of concession says less about the sentence than its place in it would: most of the weight is the main clause's. */
export function kindOf(text: string, context: { readonly prev?: string | null } = {}): Kind {
  const weights = new Map<Kind, number>();
  for (const { kind, weight, form } of CUES) if (form.test(text)) weights.set(kind, (weights.get(kind) ?? 0) + weight);
  // the sentence after one that announces an example or a study belongs to it
  const previous = context.prev ?? '';
  if (/\b(?:for example|for instance|here(?:['’]s| is| are) (?:an?|some|two|three) examples?)\b.*:?$/i.test(previous)) {
    weights.set('example', (weights.get('example') ?? 0) + 1);
  }
  let best: Kind = 'claim';
  let most = 0.9;
  for (const [kind, weight] of weights) if (weight > most) [best, most] = [kind, weight];
  return best;
}
