/**
 * The address of an article: its URL without what says where the reader came from. Two links to one article have one
 * address; whether the article is still the same is for the digest of its text to say.
 */

/**
 * Parameters that a campaign, mail or share tool appends to any link. A name stands here where it belongs to one such
 * tool and to nothing else: `ref`, `source`, `id`, `s`, `t`, `si` or `cmp` choose the content on some sites, and stay.
 */
const TRACKING = new Set([
  // click ids of advertisers and networks
  ...['fbclid', 'gclid', 'gclsrc', 'gbraid', 'wbraid', 'dclid', 'msclkid', 'yclid', 'ysclid', 'twclid', 'ttclid', 'li_fat_id', 'rdt_cid'],
  ...['epik', 'sccid', 'srsltid', 'irclickid', 'rb_clickid', 'wickedid', '_openstat', 'gad_source', 'gad_campaignid'],
  // sharing
  ...['igsh', 'igshid', 'mibextid', 'ref_src', 'ref_url', 'fb_action_ids', 'fb_action_types', 'fb_source', 'fb_ref', 'sr_share'],
  // mail and marketing tools
  ...['mc_cid', 'mc_eid', 'mkt_tok', '_hsenc', '_hsmi', '__hstc', '__hssc', '__hsfp', 'hsctatracking', 'vero_id', 'vero_conv', '__s'],
  ...['oly_enc_id', 'oly_anon_id', 'ck_subscriber_id', 'ml_subscriber', 'ml_subscriber_hash', 'bxid', 'dm_i', '_kx', '_bta_tid', '_bta_c'],
  // analytics: Google's linkers, Adobe, AT Internet, and what publishers append to their own links
  ...['_ga', '_gl', 's_cid', 's_kwcid', 'ef_id', 'xtor', 'at_campaign', 'at_medium', 'at_creation', 'at_variant', 'at_format'],
  ...['at_link_id', 'at_link_type', 'at_link_origin', 'at_ptr_name', 'at_bbc_team', 'cmpid', 'smid', 'smtyp', 'ncid', 'ocid'],
  ...['guccounter', 'guce_referrer', 'guce_referrer_sig'],
]);

/** Families named by a prefix: Urchin/Google, Matomo and its former name, HubSpot. */
const TRACKING_FAMILY = /^(?:utm|mtm|matomo|pk|piwik|hsa)_/;

/** Of the schemes that need a host. */
const DEFAULT_PORT: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
  ['ftp', 21],
]);

/** RFC 3986, appendix B, with the scheme required: scheme, authority, path, query. The fragment is left out. */
const URL_PARTS = /^([a-z][a-z\d+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/i;

/** Host in lower case and port, behind credentials that are kept as they are. */
const AUTHORITY = /^((?:.*@)?)(\[[^\]]*\]|[^:]*)(?::(\d*))?$/;

function isTracking(parameter: string): boolean {
  const name = parameter.split('=', 1)[0]!.toLowerCase();
  return TRACKING.has(name) || TRACKING_FAMILY.test(name);
}

/** `//host:port`, or null where it is not that of an address on the web. */
function hostPart(scheme: string, authority: string): string | null {
  const [, credentials, host, port] = AUTHORITY.exec(authority) ?? [];
  if (host === undefined || Number(port ?? 0) > 65_535 || (host === '' && DEFAULT_PORT.has(scheme))) return null;
  const shownPort = port && Number(port) !== DEFAULT_PORT.get(scheme) ? `:${port}` : '';
  return `//${credentials}${host.toLowerCase()}${shownPort}`;
}

/**
 * The URL without its fragment, tracking parameters and default port; the other parameters in their order, and no `?`
 * before none. Scheme and host are in lower case, as a browser gives them. What is no absolute URL comes back as it is.
 */
export function address(url: string): string {
  const [whole, rawScheme, authority, path, query] = URL_PARTS.exec(url) ?? [];
  if (whole === undefined || rawScheme === undefined || /\s/.test(url)) return url;
  const scheme = rawScheme.toLowerCase();
  if (authority === undefined && DEFAULT_PORT.has(scheme)) return url;
  const host = authority === undefined ? '' : hostPart(scheme, authority);
  if (host === null) return url;
  const parameters = (query ?? '').split('&').filter((parameter) => parameter !== '' && !isTracking(parameter));
  return `${scheme}:${host}${path || (DEFAULT_PORT.has(scheme) ? '/' : '')}${parameters.length > 0 ? `?${parameters.join('&')}` : ''}`;
}
