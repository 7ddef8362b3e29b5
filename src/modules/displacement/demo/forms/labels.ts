// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm writes references to answers so.
import type { Localised } from '../country/names.ts';

/** Reads "English | French | Spanish | Arabic". */
export function inFour(texts: string): Localised {
  const [en, fr, es, ar] = texts.split(' | ') as [string, string, string, string];
  return { en, fr, es, ar };
}

/** Labels of questions, groups and repeats by name. */
export const LABELS = {
  start_gps: "Where the form was opened | Lieu d'ouverture | Lugar de apertura | مكان فتح الاستمارة",
  interview: 'Interview | Entretien | Entrevista | المقابلة',
  operation: 'Operation | Opération | Operación | العملية',
  round: 'Round | Cycle | Ronda | الجولة',
  date: "Date of assessment | Date de l'évaluation | Fecha de la evaluación | تاريخ التقييم",
  enumerator: "Enumerator code | Code de l'enquêteur | Código del encuestador | رمز العدّاد",
  enumerator_sex: "Sex of the enumerator | Sexe de l'enquêteur | Sexo del encuestador | جنس العدّاد",
  mode: "How was the interview held? | Comment l'entretien a-t-il eu lieu ? | ¿Cómo fue la entrevista? | كيف أُجريت المقابلة؟",
  place: 'Place | Lieu | Lugar | المكان',
  adm1: 'Region | Région | Región | المنطقة',
  adm2: 'District | District | Distrito | المقاطعة',
  adm3: 'Sub-district | Sous-district | Subdistrito | الناحية',
  access:
    'Can the place be reached? | Le lieu est-il accessible ? | ¿Se puede llegar al lugar? | هل يمكن الوصول إلى المكان؟',
  barriers:
    "What hinders access? | Qu'est-ce qui gêne l'accès ? | ¿Qué dificulta el acceso? | ما الذي يعيق الوصول؟",
  gps: 'Position of the place | Position du lieu | Posición del lugar | موقع المكان',
  site: 'Site | Site | Sitio | الموقع',
  site_code: 'Site | Site | Sitio | الموقع',
  site_status: 'State of the site | État du site | Estado del sitio | حالة الموقع',
  closed_on: 'Closed on | Fermé le | Cerrado el | تاريخ الإغلاق',
  site_type: 'Type of site | Type de site | Tipo de sitio | نوع الموقع',
  manager: 'Who runs the site? | Qui gère le site ? | ¿Quién gestiona el sitio? | من يدير الموقع؟',
  tenure: 'Whose land is it? | À qui est le terrain ? | ¿De quién es el terreno? | لمن الأرض؟',
  ki_count:
    "How many key informants? | Combien d'informateurs clés ? | ¿Cuántos informantes clave? | كم عدد المخبرين الرئيسيين؟",
  key_informant: 'Key informant | Informateur clé | Informante clave | المخبر الرئيسي',
  ki_name: 'Name | Nom | Nombre | الاسم',
  ki_role: 'Role | Rôle | Función | الدور',
  ki_sex: 'Sex | Sexe | Sexo | الجنس',
  ki_recontact:
    'May we call again? | Pouvons-nous rappeler ? | ¿Podemos volver a llamar? | هل يمكننا الاتصال مجدداً؟',
  population: 'Population | Population | Población | السكان',
  population_groups: 'Who lives here? | Qui vit ici ? | ¿Quién vive aquí? | من يعيش هنا؟',
  idp: 'Internally displaced people | Personnes déplacées internes | Personas desplazadas internas | النازحون داخلياً',
  idp_hh: 'Displaced households | Ménages déplacés | Hogares desplazados | الأسر النازحة',
  idp_ind: 'Displaced people | Personnes déplacées | Personas desplazadas | الأفراد النازحون',
  size_warning:
    'Household size is ${household_size}: please check the two numbers above. | La taille des ménages est de ${household_size} : vérifiez les deux nombres ci-dessus. | El tamaño de los hogares es ${household_size}: compruebe los dos números anteriores. | حجم الأسرة ${household_size}: يرجى التحقق من العددين أعلاه.',
  sum_warning:
    'The ages add up to ${band_sum}, not to ${idp_ind}. Please correct before you finish. | Les âges totalisent ${band_sum} et non ${idp_ind}. Corrigez avant de terminer. | Las edades suman ${band_sum} y no ${idp_ind}. Corrija antes de terminar. | مجموع الأعمار ${band_sum} وليس ${idp_ind}. يرجى التصحيح قبل الإنهاء.',
  origin_region:
    "Region that most people left | Région d'origine de la majorité | Región de origen de la mayoría | المنطقة التي غادرها معظم الناس",
  reason:
    'Main reason of displacement | Raison principale du déplacement | Motivo principal del desplazamiento | السبب الرئيسي للنزوح',
  reason_other: 'Please specify | Veuillez préciser | Especifique | يرجى التحديد',
  period:
    'When did most of them arrive? | Quand la plupart sont-ils arrivés ? | ¿Cuándo llegó la mayoría? | متى وصل معظمهم؟',
  returnee_hh: 'Returnee households | Ménages retournés | Hogares retornados | الأسر العائدة',
  returnee_ind: 'Returnees | Personnes retournées | Personas retornadas | الأفراد العائدون',
  conditions: 'Living conditions | Conditions de vie | Condiciones de vida | ظروف المعيشة',
  shelter_main:
    "Main type of shelter | Type d'abri principal | Tipo principal de alojamiento | نوع المأوى الرئيسي",
  shelter_damaged:
    'Shelters that need repair, out of ten | Abris à réparer, sur dix | Alojamientos por reparar, de cada diez | المآوي التي تحتاج إصلاحاً من كل عشرة',
  water_source:
    "Main source of drinking water | Source principale d'eau potable | Fuente principal de agua potable | المصدر الرئيسي لمياه الشرب",
  water_distance:
    "Time to fetch water and return | Temps pour aller chercher l'eau et revenir | Tiempo para ir por agua y volver | الوقت اللازم لجلب الماء والعودة",
  latrines: 'Latrines that work | Latrines fonctionnelles | Letrinas que funcionan | المراحيض العاملة',
  latrines_separate:
    'Are latrines separate for women and men? | Latrines séparées pour femmes et hommes ? | ¿Letrinas separadas para mujeres y hombres? | هل المراحيض منفصلة للنساء والرجال؟',
  health_distance:
    'Time to the nearest health facility | Temps pour le centre de santé le plus proche | Tiempo al centro de salud más cercano | الوقت إلى أقرب مرفق صحي',
  health_problems:
    'Most frequent health problems | Problèmes de santé les plus fréquents | Problemas de salud más frecuentes | أكثر المشاكل الصحية شيوعاً',
  school_access:
    "Do most children go to school? | La plupart des enfants vont-ils à l'école ? | ¿La mayoría de los niños va a la escuela? | هل يذهب معظم الأطفال إلى المدرسة؟",
  school_barriers:
    "What keeps children out of school? | Qu'est-ce qui empêche la scolarisation ? | ¿Qué impide ir a la escuela? | ما الذي يمنع الأطفال من المدرسة؟",
  lighting:
    'Is there light at night in common places? | Les lieux communs sont-ils éclairés la nuit ? | ¿Hay luz de noche en los lugares comunes? | هل توجد إنارة ليلاً في الأماكن المشتركة؟',
  incidents:
    'Were there security incidents in the last 30 days? | Incidents de sécurité ces 30 derniers jours ? | ¿Incidentes de seguridad en los últimos 30 días? | هل وقعت حوادث أمنية خلال آخر 30 يوماً؟',
  documents_lost:
    'Have many people lost their documents? | Beaucoup ont-ils perdu leurs documents ? | ¿Muchas personas perdieron sus documentos? | هل فقد كثيرون وثائقهم؟',
  host_relation:
    'Relations with residents | Relations avec les résidents | Relaciones con los residentes | العلاقة مع السكان المقيمين',
  intention:
    "What do most people intend to do? | Quelle est l'intention de la plupart ? | ¿Qué piensa hacer la mayoría? | ما الذي ينوي معظم الناس فعله؟",
  needs:
    'Most urgent needs, in order | Besoins les plus urgents, par ordre | Necesidades más urgentes, en orden | أشد الاحتياجات إلحاحاً بالترتيب',
  need_1: 'First need | Premier besoin | Primera necesidad | الاحتياج الأول',
  need_2: 'Second need | Deuxième besoin | Segunda necesidad | الاحتياج الثاني',
  need_3: 'Third need | Troisième besoin | Tercera necesidad | الاحتياج الثالث',
  closing: 'To finish | Pour terminer | Para terminar | للختام',
  confidence:
    'Confidence in the figures | Confiance dans les chiffres | Confianza en las cifras | الثقة في الأرقام',
  response_sensitivity:
    'Sensitivity of this record | Sensibilité de cette fiche | Sensibilidad de este registro | حساسية هذا السجل',
  remarks: 'Remarks | Remarques | Observaciones | ملاحظات',
  locality_code: 'Code of the locality | Code de la localité | Código de la localidad | رمز التجمع السكني',
  locality_name: 'Name of the locality | Nom de la localité | Nombre de la localidad | اسم التجمع السكني',
  idp_f: 'of whom women and girls | dont femmes et filles | de ellas, mujeres y niñas | منهم نساء وفتيات',
  idp_m: 'of whom men and boys | dont hommes et garçons | de ellas, hombres y niños | منهم رجال وفتيان',
  idp_sum_warning:
    'Women and men add up to ${idp_sex_sum}, not to ${idp_ind}. | Femmes et hommes totalisent ${idp_sex_sum} et non ${idp_ind}. | Mujeres y hombres suman ${idp_sex_sum} y no ${idp_ind}. | مجموع النساء والرجال ${idp_sex_sum} وليس ${idp_ind}.',
  arrived_hh:
    'Households that arrived since the last round | Ménages arrivés depuis le dernier cycle | Hogares llegados desde la última ronda | أسر وصلت منذ الجولة السابقة',
  left_hh:
    'Households that left since the last round | Ménages partis depuis le dernier cycle | Hogares que se fueron desde la última ronda | أسر غادرت منذ الجولة السابقة',
  returnee: 'Returnees | Retournés | Retornados | العائدون',
  locality_idp_hh:
    'Displaced households, sites included | Ménages déplacés, sites compris | Hogares desplazados, sitios incluidos | الأسر النازحة بما فيها المواقع',
  locality_ki_count:
    "How many key informants were asked? | Combien d'informateurs clés interrogés ? | ¿Cuántos informantes clave se consultaron? | كم مخبراً رئيسياً سُئل؟",
  locality_need_1: 'Most urgent need | Besoin le plus urgent | Necesidad más urgente | أشد الاحتياجات إلحاحاً',
};

/** Whole words of the ten sex and age questions: the two parts are joined by a comma of each language. */
export const SEXES = {
  f: 'Women and girls | Femmes et filles | Mujeres y niñas | نساء وفتيات',
  m: 'Men and boys | Hommes et garçons | Hombres y niños | رجال وفتيان',
};

export const AGES = {
  '0': 'under 1 year | moins de 1 an | menores de 1 año | أقل من سنة',
  '1_5': '1 to 5 years | 1 à 5 ans | 1 a 5 años | من 1 إلى 5 سنوات',
  '6_17': '6 to 17 years | 6 à 17 ans | 6 a 17 años | من 6 إلى 17 سنة',
  '18_59': '18 to 59 years | 18 à 59 ans | 18 a 59 años | من 18 إلى 59 سنة',
  '60_plus': '60 years and over | 60 ans et plus | 60 años y más | 60 سنة فأكثر',
};

/** Hints by name of the question. */
export const HINTS: Readonly<Record<string, string>> = {
  ki_name:
    'Only with consent; never leaves the office. | Avec consentement ; ne quitte pas le bureau. | Con consentimiento; no sale de la oficina. | بموافقته فقط، ولا يخرج من المكتب.',
  incidents:
    'Do not write down names or details of persons. | Ne notez ni noms ni détails personnels. | No anote nombres ni detalles personales. | لا تكتب أسماء أو تفاصيل أشخاص.',
};

/** What a constraint says when it is broken. */
export const MESSAGES = {
  whole:
    'A whole number, zero or more. | Un nombre entier, zéro ou plus. | Un número entero, cero o más. | عدد صحيح، صفر أو أكثر.',
  ranking: 'Choose another need. | Choisissez un autre besoin. | Elija otra necesidad. | اختر احتياجاً آخر.',
  future: 'This day is still to come. | Ce jour est à venir. | Ese día aún no llega. | هذا اليوم لم يأتِ بعد.',
  people:
    'There cannot be fewer people than households. | Il ne peut y avoir moins de personnes que de ménages. | No puede haber menos personas que hogares. | لا يمكن أن يكون عدد الأفراد أقل من عدد الأسر.',
  round: 'From 1 to 99. | De 1 à 99. | De 1 a 99. | من 1 إلى 99.',
  enumerator: 'Like EN-07. | Comme EN-07. | Como EN-07. | مثل EN-07.',
  one_to_four: 'From 1 to 4. | De 1 à 4. | De 1 a 4. | من 1 إلى 4.',
  one_to_nine: 'From 1 to 9. | De 1 à 9. | De 1 a 9. | من 1 إلى 9.',
  none_alone:
    '"None" excludes the others. | « Aucun » exclut les autres. | «Ninguno» excluye los demás. | «لا شيء» يستبعد الخيارات الأخرى.',
  locality_code: 'Like QT010203-04. | Comme QT010203-04. | Como QT010203-04. | مثل QT010203-04.',
};
