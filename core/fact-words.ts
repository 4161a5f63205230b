/** The words that numbers, dates and negations are written with: English, German, French. Keys are lower case. */

const table = (lines: string): ReadonlyMap<string, string> =>
  new Map(
    lines
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [name, forms] = line.split(':') as [string, string];
        return forms
          .trim()
          .split(/\s+/)
          .map((form): [string, string] => [form.replaceAll('_', ' '), name.trim()]);
      }),
  );

export const MONTHS = table(`
1: january jan januar jänner janvier
2: february feb februar février
3: march mar märz mars
4: april apr avril
5: may mai
6: june jun juni juin
7: july jul juli juillet
8: august aug août
9: september sept sep septembre
10: october oct oktober octobre
11: november nov novembre
12: december dec dezember décembre`);

export const WEEKDAYS = table(`
mon: monday montag lundi
tue: tuesday dienstag mardi
wed: wednesday mittwoch mercredi
thu: thursday donnerstag jeudi
fri: friday freitag vendredi
sat: saturday samstag sonnabend samedi
sun: sunday sonntag dimanche`);

export const NUMERALS = table(`
0: zero null zéro
1: one ein eine einen un une
2: two zwei deux
3: three drei trois
4: four vier quatre
5: five fünf cinq
6: six sechs
7: seven sieben sept
8: eight acht huit
9: nine neun neuf
10: ten zehn dix
11: eleven elf onze
12: twelve zwölf douze
13: thirteen dreizehn treize
14: fourteen vierzehn quatorze
15: fifteen fünfzehn quinze
16: sixteen sechzehn seize
17: seventeen siebzehn
18: eighteen achtzehn
19: nineteen neunzehn
20: twenty zwanzig vingt
30: thirty dreißig trente
40: forty vierzig quarante
50: fifty fünfzig cinquante
60: sixty sechzig soixante
70: seventy siebzig
80: eighty achtzig
90: ninety neunzig`);

export const MAGNITUDES = table(`
100: hundred hundreds hundert cent
1000: thousand thousands tausend mille
1000000: million millions millionen mio mn
1000000000: billion billions milliarde milliarden mrd bn milliard milliards
1000000000000: trillion trillions`);

/** Amounts that nobody has counted: "thousands of". */
export const UNCOUNTED = table(`
12: dozens dutzende dizaines douzaines
100: hundreds hunderte centaines
1000: thousands tausende milliers
1000000: millions millionen
1000000000: billions milliarden milliards
1000000000000: trillions`);

/** Where "Billion" is a million millions. */
export const LONG_SCALE = table(`
1000000000000: billion billionen billions`);

export const UNITS = table(`
%: % percent per_cent prozent pour_cent
points: percentage_points prozentpunkte prozentpunkten
$: $ us$ dollar dollars
€: € euro euros eur
£: £ sterling
¥: ¥ yen
x: x × times fold mal fach fois
year: year years yr yrs jahr jahre jahren an ans année années
month: month months monat monate monaten mois
week: week weeks woche wochen semaine semaines
day: day days tag tage tagen jour jours
hour: hour hours hr hrs stunde stunden heure heures
minute: minute minutes min minuten
second: second seconds sec sekunde sekunden seconde secondes
decade: decade decades jahrzehnt jahrzehnte jahrzehnten décennie décennies
century: century centuries jahrhundert jahrhunderte siècle siècles
km: km kilometer kilometers kilometre kilometres kilometern kilomètres
m: m meter meters metre metres metern mètres
mile: mile miles
foot: foot feet ft
inch: inch inches
kg: kg kilogram kilograms kilo kilos kilogramm
pound: pound pounds lb lbs pfund
ton: ton tons tonne tonnes tonnen
litre: litre litres liter liters litern
degree: degree degrees grad °c °f ° degrés
byte: mb gb tb kb
watt: mw gw kw kwh mwh gwh watt watts`);

/** A multiple said in one word. */
export const MULTIPLES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    twice: 2,
    double: 2,
    doubled: 2,
    doubling: 2,
    triple: 3,
    tripled: 3,
    quadruple: 4,
    quadrupled: 4,
    verdoppelt: 2,
    doppelt: 2,
  }),
);

export const FRACTIONS: ReadonlyMap<string, number> = new Map(
  Object.entries({ half: 2, third: 3, thirds: 3, quarter: 4, quarters: 4, fifth: 5, fifths: 5, tenth: 10, tenths: 10 }),
);

export const NEGATIONS: readonly string[] = [
  ...[
    'not',
    'never',
    'no',
    'none',
    'nobody',
    'nothing',
    'neither',
    'nor',
    'without',
    'cannot',
    'declined',
    'refused',
    'denied',
    'unable',
    'lacks',
    'fails',
    'failed',
  ],
  ...['nicht', 'nie', 'niemals', 'kein', 'keine', 'keinen', 'keinem', 'keiner', 'weder', 'ohne', 'niemand', 'nichts'],
  ...['pas', 'jamais', 'aucun', 'aucune', 'sans', 'rien'],
];

/** Pairs of opposites, as stems (`terms` of English): one text with the left word and another with the right one contradict. */
export const OPPOSITES: readonly (readonly [string, string])[] = `
increas/decreas ris/fal rise/fall more/less more/fewer higher/lower high/low gain/los gain/lose support/oppos allow/ban
permit/forbid accept/reject succe/fail success/failure true/false better/wors better/worse best/worst alway/never
agre/disagre agree/disagree win/los strengthen/weaken expand/shrink easy/hard likely/unlikely possible/impossible able/unable
reliabl/unreliable clear/unclear safe/dangerou cheap/expensive cheaper/expensive useful/harmful help/harm benefit/harm
improv/worsen keep/lose start/stop open/clos cause/prevent loyal/disloyal popular/unpopular legal/illegal
necessary/unnecessary`
  .trim()
  .split(/\s+/)
  .map((pair) => pair.split('/') as [string, string]);
