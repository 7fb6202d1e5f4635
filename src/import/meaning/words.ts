/** Names of columns and values as they are compared: spelling apart, `Created Date`, `CreatedDate` and `created_date` are one. */

/**
 * A name as it is compared: lower case, umlauts written out, `camelCase` and `snake_case` as separate words, everything
 * but letters and digits a single space.
 * @example comparable('Lead-Status (Übergabe)') = 'lead status uebergabe'
 */
export function comparable(name: string): string {
  return name
    .slice(0, 200)
    .normalize('NFC')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll}{2})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
