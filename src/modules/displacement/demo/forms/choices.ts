import type { Country } from '../country.ts';
import type { ChoiceRow } from './rows.ts';

type Words = readonly [name: string, en: string, fr: string, es: string, ar: string];

const LISTS = {
  yes_no: [
    ['yes', 'Yes', 'Oui', 'Sí', 'نعم'],
    ['no', 'No', 'Non', 'No', 'لا'],
    ['dnk', 'Does not know', 'Ne sait pas', 'No sabe', 'لا يعرف'],
    ['pnta', 'Prefers not to answer', 'Préfère ne pas répondre', 'Prefiere no responder', 'يفضل عدم الإجابة'],
  ],
  sex: [
    ['female', 'Female', 'Femme', 'Mujer', 'أنثى'],
    ['male', 'Male', 'Homme', 'Hombre', 'ذكر'],
  ],
  mode: [
    [
      'in_person',
      'In person, on a device',
      'En personne, sur appareil',
      'En persona, con dispositivo',
      'حضورياً على جهاز',
    ],
    ['paper', 'In person, on paper', 'En personne, sur papier', 'En persona, en papel', 'حضورياً على ورق'],
    ['phone', 'By telephone', 'Par téléphone', 'Por teléfono', 'عبر الهاتف'],
  ],
  access: [
    ['yes', 'Accessible', 'Accessible', 'Accesible', 'يمكن الوصول'],
    ['limited', 'Limited access', 'Accès limité', 'Acceso limitado', 'وصول محدود'],
    ['no', 'Not accessible', 'Inaccessible', 'Inaccesible', 'لا يمكن الوصول'],
  ],
  barrier: [
    ['insecurity', 'Insecurity', 'Insécurité', 'Inseguridad', 'انعدام الأمن'],
    ['road', 'Road or bridge cut', 'Route ou pont coupé', 'Carretera o puente cortado', 'طريق أو جسر مقطوع'],
    ['flood', 'Flood water', 'Inondation', 'Inundación', 'مياه الفيضان'],
    [
      'permit',
      'Permit refused or late',
      'Autorisation refusée ou tardive',
      'Permiso denegado o tardío',
      'تصريح مرفوض أو متأخر',
    ],
    ['other', 'Other', 'Autre', 'Otro', 'غير ذلك'],
  ],
  ki_role: [
    ['leader', 'Community leader', 'Responsable communautaire', 'Líder comunitario', 'قائد مجتمعي'],
    ['authority', 'Local authority', 'Autorité locale', 'Autoridad local', 'سلطة محلية'],
    ['manager', 'Site manager', 'Gestionnaire de site', 'Gestor del sitio', 'مدير الموقع'],
    [
      'displaced',
      'Representative of displaced people',
      'Représentant des déplacés',
      'Representante de desplazados',
      'ممثل النازحين',
    ],
    [
      'women',
      'Representative of women',
      'Représentante des femmes',
      'Representante de mujeres',
      'ممثلة النساء',
    ],
    ['teacher', 'Teacher', 'Enseignant', 'Docente', 'معلم'],
    ['health', 'Health worker', 'Agent de santé', 'Personal de salud', 'عامل صحي'],
  ],
  category: [
    [
      'idp',
      'Internally displaced people',
      'Personnes déplacées internes',
      'Personas desplazadas internas',
      'نازحون داخلياً',
    ],
    ['returnee', 'Returnees', 'Retournés', 'Retornados', 'عائدون'],
    ['host', 'Residents', 'Résidents', 'Residentes', 'سكان مقيمون'],
  ],
  site_type: [
    ['camp', 'Camp', 'Camp', 'Campamento', 'مخيم'],
    ['collective_centre', 'Collective centre', 'Centre collectif', 'Centro colectivo', 'مركز جماعي'],
    [
      'informal_settlement',
      'Informal settlement',
      'Site spontané',
      'Asentamiento informal',
      'مستوطنة عشوائية',
    ],
    ['dispersed_host', 'Host-community location', "Localité d'accueil", 'Comunidad de acogida', 'مجتمع مضيف'],
  ],
  site_status: [
    ['open', 'Open', 'Ouvert', 'Abierto', 'مفتوح'],
    [
      'closed',
      'Closed since the last round',
      'Fermé depuis le dernier cycle',
      'Cerrado desde la última ronda',
      'أُغلق منذ الجولة السابقة',
    ],
  ],
  manager: [
    ['authority', 'Authorities', 'Autorités', 'Autoridades', 'السلطات'],
    ['ngo', 'National organisation', 'Organisation nationale', 'Organización nacional', 'منظمة وطنية'],
    [
      'un',
      'International organisation',
      'Organisation internationale',
      'Organización internacional',
      'منظمة دولية',
    ],
    ['community', 'The community itself', 'La communauté elle-même', 'La propia comunidad', 'المجتمع نفسه'],
    ['none', 'Nobody', 'Personne', 'Nadie', 'لا أحد'],
  ],
  tenure: [
    ['public', 'Public', 'Public', 'Público', 'عامة'],
    ['private', 'Private', 'Privé', 'Privado', 'خاصة'],
    ['communal', 'Communal', 'Communautaire', 'Comunal', 'مشاع'],
  ],
  reason: [
    ['conflict', 'Conflict', 'Conflit', 'Conflicto', 'نزاع'],
    ['insecurity', 'Insecurity', 'Insécurité', 'Inseguridad', 'انعدام الأمن'],
    ['natural_disaster', 'Natural disaster', 'Catastrophe naturelle', 'Desastre natural', 'كارثة طبيعية'],
    ['other', 'Other reason', 'Autre raison', 'Otra razón', 'سبب آخر'],
  ],
  period: [
    ['before_2025', 'Before 2025', 'Avant 2025', 'Antes de 2025', 'قبل 2025'],
    [
      'h1_2025',
      'January to June 2025',
      'Janvier à juin 2025',
      'Enero a junio de 2025',
      'يناير إلى يونيو 2025',
    ],
    [
      'h2_2025',
      'July to December 2025',
      'Juillet à décembre 2025',
      'Julio a diciembre de 2025',
      'يوليو إلى ديسمبر 2025',
    ],
    [
      'h1_2026',
      'January to June 2026',
      'Janvier à juin 2026',
      'Enero a junio de 2026',
      'يناير إلى يونيو 2026',
    ],
    ['h2_2026', 'Since July 2026', 'Depuis juillet 2026', 'Desde julio de 2026', 'منذ يوليو 2026'],
  ],
  shelter: [
    ['tent', 'Tent', 'Tente', 'Tienda', 'خيمة'],
    ['makeshift', 'Makeshift shelter', 'Abri de fortune', 'Refugio improvisado', 'مأوى مؤقت'],
    [
      'collective',
      'School or public building',
      'École ou bâtiment public',
      'Escuela o edificio público',
      'مدرسة أو مبنى عام',
    ],
    ['unfinished', 'Unfinished building', 'Bâtiment inachevé', 'Edificio inacabado', 'مبنى غير مكتمل'],
    ['rented', 'Rented housing', 'Logement loué', 'Vivienda alquilada', 'سكن مستأجر'],
    ['hosted', 'With a host family', "Famille d'accueil", 'Familia de acogida', 'لدى أسرة مضيفة'],
    ['own', 'Own house', 'Propre maison', 'Vivienda propia', 'منزل خاص'],
  ],
  need: [
    ['food', 'Food', 'Nourriture', 'Alimentos', 'غذاء'],
    ['shelter', 'Shelter', 'Abri', 'Alojamiento', 'مأوى'],
    ['items', 'Household items', 'Articles ménagers', 'Enseres domésticos', 'مواد منزلية'],
    ['water', 'Drinking water', 'Eau potable', 'Agua potable', 'مياه شرب'],
    ['sanitation', 'Latrines and hygiene', 'Latrines et hygiène', 'Letrinas e higiene', 'مراحيض ونظافة'],
    ['health', 'Health care', 'Soins de santé', 'Atención de salud', 'رعاية صحية'],
    ['education', 'Education', 'Éducation', 'Educación', 'تعليم'],
    ['livelihood', 'Work and income', 'Travail et revenus', 'Trabajo e ingresos', 'عمل ودخل'],
    ['cash', 'Cash assistance', 'Aide en espèces', 'Ayuda en efectivo', 'مساعدة نقدية'],
    [
      'protection',
      'Safety and protection',
      'Sécurité et protection',
      'Seguridad y protección',
      'أمان وحماية',
    ],
    ['documents', 'Identity documents', "Documents d'identité", 'Documentos de identidad', 'وثائق هوية'],
  ],
  water_source: [
    ['network', 'Piped network', 'Réseau', 'Red de tuberías', 'شبكة أنابيب'],
    ['borehole', 'Borehole or hand pump', 'Forage ou pompe', 'Pozo perforado o bomba', 'بئر أو مضخة'],
    ['truck', 'Water truck', 'Camion-citerne', 'Camión cisterna', 'صهريج مياه'],
    [
      'surface',
      'River, lake or open well',
      'Rivière, lac ou puits ouvert',
      'Río, lago o pozo abierto',
      'نهر أو بحيرة أو بئر مفتوح',
    ],
  ],
  distance: [
    ['lt15', 'Less than 15 minutes', 'Moins de 15 minutes', 'Menos de 15 minutos', 'أقل من 15 دقيقة'],
    ['15_60', '15 to 60 minutes', '15 à 60 minutes', '15 a 60 minutos', '15 إلى 60 دقيقة'],
    ['gt60', 'More than 60 minutes', 'Plus de 60 minutes', 'Más de 60 minutos', 'أكثر من 60 دقيقة'],
    ['none', 'There is none', "Il n'y en a pas", 'No hay', 'لا يوجد'],
  ],
  health_problem: [
    ['diarrhoea', 'Diarrhoea', 'Diarrhée', 'Diarrea', 'إسهال'],
    ['fever', 'Fever', 'Fièvre', 'Fiebre', 'حمى'],
    ['cough', 'Cough', 'Toux', 'Tos', 'سعال'],
    ['skin', 'Skin disease', 'Maladie de peau', 'Enfermedad de la piel', 'مرض جلدي'],
    ['malnutrition', 'Malnutrition', 'Malnutrition', 'Desnutrición', 'سوء تغذية'],
    ['none', 'None', 'Aucun', 'Ninguno', 'لا شيء'],
  ],
  school_barrier: [
    ['cost', 'Cost', 'Coût', 'Costo', 'التكلفة'],
    ['distance', 'Distance', 'Distance', 'Distancia', 'المسافة'],
    [
      'full',
      'School full or occupied',
      'École pleine ou occupée',
      'Escuela llena u ocupada',
      'المدرسة ممتلئة أو مشغولة',
    ],
    ['work', 'Children work', 'Les enfants travaillent', 'Los niños trabajan', 'الأطفال يعملون'],
    ['none', 'None', 'Aucun', 'Ninguno', 'لا شيء'],
  ],
  relation: [
    ['good', 'Good', 'Bonnes', 'Buenas', 'جيدة'],
    ['tense', 'Tense', 'Tendues', 'Tensas', 'متوترة'],
    ['bad', 'Bad', 'Mauvaises', 'Malas', 'سيئة'],
  ],
  intention: [
    ['return', 'Return', 'Retourner', 'Regresar', 'العودة'],
    ['stay', 'Stay here', 'Rester ici', 'Quedarse aquí', 'البقاء هنا'],
    ['elsewhere', 'Move elsewhere', 'Aller ailleurs', 'Ir a otro lugar', 'الانتقال إلى مكان آخر'],
    ['dnk', 'Does not know', 'Ne sait pas', 'No sabe', 'لا يعرف'],
  ],
  sensitivity: [
    ['public', 'Public', 'Public', 'Pública', 'عامة'],
    [
      'sensitive',
      'Sensitive: on agreement only',
      'Sensible : sur accord seulement',
      'Sensible: solo con acuerdo',
      'حساسة: باتفاق فقط',
    ],
    ['urgent', 'For urgent action', 'Pour action urgente', 'Para acción urgente', 'لإجراء عاجل'],
  ],
  confidence: [
    [
      'high',
      'High: sources agree',
      'Élevée : les sources concordent',
      'Alta: las fuentes coinciden',
      'عالية: المصادر متفقة',
    ],
    ['medium', 'Medium', 'Moyenne', 'Media', 'متوسطة'],
    [
      'low',
      'Low: sources disagree',
      'Faible : les sources divergent',
      'Baja: las fuentes discrepan',
      'منخفضة: المصادر مختلفة',
    ],
  ],
} satisfies Record<string, readonly Words[]>;

type ChoiceList = keyof typeof LISTS;

export function choicesOf(lists: readonly ChoiceList[]): ChoiceRow[] {
  return lists.flatMap((list) =>
    LISTS[list].map(([name, en, fr, es, ar]): ChoiceRow => ({ list, name, label: { en, fr, es, ar } })),
  );
}

/** Regions, districts and sub-districts as three lists, each carrying the code of its parent for the cascade. */
export function areaChoices(country: Country): ChoiceRow[] {
  const lists = ['', 'region', 'district', 'sub_district'] as const;
  const parents = ['', '', 'region', 'district'] as const;
  return country.areas
    .filter((area) => area.level > 0)
    .map((area) => {
      const row = { list: lists[area.level], name: area.pcode, label: area.name };
      return area.level === 1 ? row : { ...row, filter: { [parents[area.level]]: area.parent! } };
    });
}
