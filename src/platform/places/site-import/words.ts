import type { Accessibility, Setting, SiteState, SiteType } from '../domain.ts';
import { plainText } from '../search-text.ts';

/** Words of master lists for our enumerations; national Shelter Clusters have many more, which become `other`. */
const TYPES: Record<SiteType, string> = {
  camp: 'camp|planned camp|formal camp|campement|camp planifie|campo|campamento|مخيم',
  collective_centre:
    'collective centre|collective center|evacuation centre|evacuation center|school|religious building|public building|centre collectif|centre d evacuation|ecole|centro colectivo|escuela|مركز جماعي|مدرسة',
  informal_settlement:
    'informal settlement|spontaneous settlement|informal site|makeshift settlement|site spontane|site informel|asentamiento informal|asentamiento espontaneo|تجمع عشوائي|موقع غير رسمي',
  transit_centre: 'transit centre|transit center|transit site|centre de transit|centro de transito|مركز عبور',
  reception_centre:
    'reception centre|reception center|centre d accueil|centro de acogida|centro de recepcion|مركز استقبال',
  dispersed_host:
    'dispersed|dispersed host|host community|host families|host family|communaute hote|famille d accueil|familles d accueil|comunidad de acogida|familia de acogida|مجتمع مضيف',
  village: 'village|localite|aldea|pueblo|قرية',
  neighbourhood: 'neighbourhood|neighborhood|quartier|barrio|حي',
  flow_monitoring_point:
    'flow monitoring point|fmp|point de suivi des flux|punto de monitoreo de flujo|نقطة رصد التدفق',
  border_point:
    'border point|border crossing|point of entry|poe|point d entree|point frontalier|punto fronterizo|معبر حدودي',
  service_point:
    'service point|distribution point|distribution site|point de distribution|punto de distribucion|نقطة توزيع',
  other: 'other|autre|otro|أخرى',
};

const STATES: Record<SiteState, string> = {
  planned: 'planned|prevu|planifie|planificado|مخطط',
  open: 'open|opened|active|new|updated|unchanged|ouvert|actif|abierto|activo|مفتوح',
  suspended: 'suspended|inactive|suspendu|suspendido|معلق',
  closed: 'closed|ferme|cerrado|مغلق',
};

const ACCESS: Record<Accessibility, string> = {
  yes: 'yes|accessible|full|oui|si|نعم',
  limited: 'limited|partial|limite|limitado|parcial|محدود',
  no: 'no|inaccessible|none|non|لا',
  unknown: 'unknown|dnk|do not know|don t know|nsp|inconnu|desconocido|غير معروف',
};

const SETTING: Record<Setting, string> = {
  urban: 'urban|urbain|urbano|حضري',
  rural: 'rural|ريفي',
  peri_urban: 'peri urban|semi urban|peri urbain|periurbano|شبه حضري',
  unknown: 'unknown|dnk|inconnu|desconocido|غير معروف',
};

function reader<T extends string>(words: Record<T, string>): (text: string) => T | undefined {
  const byWord = new Map<string, T>();
  for (const [value, list] of Object.entries(words) as [T, string][]) {
    byWord.set(plainText(value), value);
    for (const word of list.split('|')) byWord.set(plainText(word), value);
  }
  return (text) => byWord.get(plainText(text));
}

export const readType = reader(TYPES);
export const readState = reader(STATES);
export const readAccessibility = reader(ACCESS);
export const readSetting = reader(SETTING);
