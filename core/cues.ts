/** Words by which pages mark what is not the article: in the names of elements, and in text. */

/** Ways of naming an element. Matched against the words of class, id and role. */
export const NAME_CUES = {
  content: /\b(?:article\w*|body|content\w*|entry|hentry|main|post|posts|story\w*|text|prose|markdown|blog)\b/,
  comment: /\b(?:comments?\w*|commentlist|disqus|discussion|replies|reply|respond|livefyre)\b/,
  related:
    /\b(?:related\w*|recommend\w*|recirc\w*|more|also|popular|trending|most|outbrain|taboola|teasers?|promo\w*|cards?|next|prev\w*|latest|similar|suggest\w*|featured|headlines)\b/,
  share: /\b(?:share\w*|sharing|social\w*|follow|twitter|facebook|sns|whatsapp|addthis|like|likes)\b/,
  navigation: /\b(?:nav\w*|menu\w*|breadcrumbs?|crumbs?|header|footer|masthead|toolbar|topbar|paginat\w*|pager|skip|toc|tabs?|dropdown)\b/,
  aside: /\b(?:sidebar\w*|aside|widgets?|rail|module|complementary|secondary|sticky|infobox|navbox|sidenote|factbox|inset|pull\w*)\b/,
  advert: /\b(?:ad|ads|adv\w*|advert\w*|sponsor\w*|banner\w*|dfp|promoted|affiliate|shopping|products?|offer|deals?)\b/,
  about:
    /\b(?:by|byline\w*|author\w*|meta\w*|dates?|dateline|time|timestamp|published|updated|tags?|categor\w*|kicker|eyebrow|info|bio|profile|vcard|source|stats|views?)\b/,
  caption:
    /\b(?:caption\w*|credits?|copyright|figure|figcaption|gallery|photos?|images?|img|picture|media|slide\w*|video\w*|player|lightbox)\b/,
  prompt:
    /\b(?:newsletter\w*|subscri\w*|signup|sign|login|register|paywall|form|cookies?|consent|gdpr|modal|popup|overlay|dialog|donate|cta|button|btn|alert|notice|disclaimer|promo)\b/,
  notes: /\b(?:footnotes?|endnotes?|references?|reflist|citations?|bibliography|notes?)\b/,
} as const;

export type NameCue = keyof typeof NAME_CUES;
export const NAME_CUE_LIST = Object.keys(NAME_CUES) as NameCue[];

/** What a line that is no text of the article says. Matched against the text of a block. */
export const TEXT_CUES = {
  prompt:
    /\b(?:subscribe|newsletters?|sign up|sign in|log ?in|register|follow us|follow (?:me|him|her|them) on|join (?:us|our|the)|donate|support (?:us|our)|download (?:the|our) app|click here|suscr[ií]b\w*|inscreva-se|assine|abonn\w*|s'inscrire|melden sie sich|reg[ií]strat\w*)\b/i,
  related:
    /^(?:read (?:more|also|next|the full)|related|also (?:read|on|see)|see also|more (?:on|from|about|in|stories|news|coverage)|recommended|you (?:may|might) (?:also )?like|most (?:read|popular|viewed)|popular|trending|up next|next|previous|watch|listen|in case you missed|don'?t miss|continue reading|lee tambi[eé]n|lea tambi[eé]n|te puede interesar|leia (?:mais|tamb[eé]m)|veja (?:mais|tamb[eé]m)|saiba mais|lire aussi|à lire|lesen sie auch|mehr zum thema|leggi anche|lees ook|читайте также)\b/i,
  share: /^(?:share|tweet|pin|email|print|save|like|copy link|facebook|twitter|whatsapp|compartir|compartilh\w*|partager|teilen)\b/i,
  comment:
    /\b(?:\d+ comments?|leave a (?:reply|comment)|post a comment|join the (?:discussion|conversation)|comments? (?:are )?(?:closed|off|policy)|view comments|reply|respond to this)\b/i,
  rights:
    /(?:©|\(c\) ?(?:19|20)\d\d|\bcopyright\b|\ball rights reserved\b|\bterms of (?:use|service)\b|\bprivacy policy\b|\bcookies?\b|\btodos (?:los|os) (?:derechos|direitos)\b|\btous droits\b|\balle rechte\b)/i,
  credit:
    /(?:\b(?:photo(?:graph)?s?|image|picture|credit|source|video|illustration|graphic|foto|imagen?|fuente|fonte|crédito|quelle)s?(?: by| credit| courtesy)?\s*[:|/]|\b(?:getty|reuters|shutterstock|ap photo|afp|istock|unsplash|file photo|courtesy of|divulgação|reprodução)\b)/i,
  about:
    /^(?:by|written by|posted (?:by|on|in)|published|updated|last (?:updated|modified)|filed under|tags?|tagged|categor\w+|topics?|author|about the author|por|von|par|di|публикация)\b/i,
  date: /\b(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}:\d\d ?(?:[ap]\.?m|edt|est|gmt|utc)?|\d+ (?:min|minutes?|hours?|days?|weeks?|months?|years?) (?:read|ago))/i,
  advert:
    /\b(?:advertisement|sponsored|promoted|affiliate|ad feedback|publicidade?|anuncio|werbung|publicité|buy now|add to cart|free shipping|coupon)\b/i,
} as const;

export type TextCue = keyof typeof TEXT_CUES;
export const TEXT_CUE_LIST = Object.keys(TEXT_CUES) as TextCue[];
