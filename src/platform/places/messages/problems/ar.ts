import type { ProblemTexts } from './en.ts';

export const problemTexts: ProblemTexts = {
  'problem.places.import.file_empty': 'الملف {file} فارغ. اختر الملف من جديد.',
  'problem.places.import.file_too_large':
    'حجم {file} أكبر من {limit, number} ميغابايت. قسّمه حسب المستوى أو بسّط أشكاله.',
  'problem.places.import.unknown_format':
    'الملف {file} ليس بأي من الصيغ المقروءة: GeoJSON أو TopoJSON أو Shapefile مضغوط أو CSV أو XLSX أو XLS أو ODS.',
  'problem.places.import.too_many_files': 'تقبل عملية الاستيراد الواحدة {limit, number} ملفًا على الأكثر.',
  'problem.places.import.file_twice':
    'يوجد ملف باسم {file} في هذا الاستيراد. احذفه أولًا أو غيّر اسم الملف الجديد.',
  'problem.places.import.archive_bomb':
    'حجم محتوى {file} بعد فك الضغط يتجاوز المعقول للحدود (الحد {limit, number} ميغابايت). لم يُفتح.',
  'problem.places.import.archive_broken': 'الملف {file} تالف أو لم يصل كاملًا. أرسله من جديد.',
  'problem.places.import.archive_entries':
    'يحوي {file} أكثر من {limit, number} مدخلًا. ضع فيه ملفات الحدود فقط.',
  'problem.places.import.archive_empty': 'لا يحوي {file} ملف Shapefile (‏.shp مع .dbf) ولا GeoJSON.',
  'problem.places.import.json_broken': 'الملف {file} ليس JSON صالحًا {where}. ربما قُطع أثناء الإرسال.',
  'problem.places.import.not_utf8': 'الملف {file} ليس بترميز UTF-8 الذي يتطلبه GeoJSON. صدّره من جديد.',
  'problem.places.import.not_features': 'لا يحوي {file} عناصر GeoJSON (المتوقع FeatureCollection).',
  'problem.places.import.no_rows': 'لا يحوي {file} أي صفوف.',
  'problem.places.import.other_crs': 'يستخدم {file} النظام المرجعي {crs}. صدّره بنظام WGS84 ‏(EPSG:4326).',
  'problem.places.import.too_many_rows': 'مع {file} يتجاوز الاستيراد {limit, number} صف. قسّمه.',
  'problem.places.import.too_many_columns': 'في {file} أكثر من {limit, number} عمود. احذف ما لا حاجة إليه.',
  'problem.places.import.too_many_vertices':
    'مجموع نقاط الأشكال أكثر من {limit, number}. بسّطها أو استورد كل مستوى على حدة.',
  'problem.places.import.csv_broken':
    'تعذرت قراءة {file} بصيغة CSV عند السطر {line}. ابحث عن علامة اقتباس غير مغلقة.',
  'problem.places.import.workbook_broken':
    'الملف {file} ليس مصنفًا مقروءًا. افتحه في برنامج جداول واحفظه بصيغة .xlsx.',
  'problem.places.import.workbook_locked': 'الملف {file} محمي بكلمة مرور. احفظه دونها.',
  'problem.places.import.shp_alone': 'الملف {file} جزء من Shapefile. ضع .shp و.dbf و.prj في ملف .zip واحد.',
  'problem.places.import.shp_no_dbf': 'لا يوجد ملف .dbf بجانب .shp في {file}، فالأسماء والرموز ناقصة.',
  'problem.places.import.shp_broken': 'الملف {file} ليس Shapefile مقروءًا.',
  'problem.places.import.shp_cut': 'ينتهي {file} قبل أوانه. قُطع أثناء الإرسال؛ أرسله من جديد.',
  'problem.places.import.shp_counts':
    'في {file} عدد الأشكال {shapes, number} وعدد السجلات {records, number}. صدّره من جديد.',
  'problem.places.import.shp_not_polygons': 'يحوي {file} نقاطًا أو خطوطًا. المطلوب مضلعات.',
  'problem.places.import.prj_unknown': 'يستخدم {file} نظامًا مرجعيًا غير مفهوم. صدّره بنظام WGS84 ‏(EPSG:4326).',
  'problem.places.import.has_errors':
    '{count, plural, one {خطأ واحد يمنع} two {خطآن يمنعان} few {# أخطاء تمنع} other {# خطأ يمنع}} تطبيق هذا الاستيراد. لم يتغير شيء.',
  'problem.places.import.not_open': 'سبق تطبيق هذا الاستيراد أو إلغاؤه.',
  'problem.places.import.no_files': 'أضف ملفًا أولًا.',
  'problem.places.import.nothing_mapped': 'لم يُقرأ أي صف. اختر طبقة واحدة على الأقل وعمود الرموز فيها.',
  'problem.places.import.mapping_layer': 'يذكر التعيين طبقة ليست في الملفات.',
  'problem.places.import.mapping_column': 'لا يوجد عمود باسم {column}.',
  'problem.places.import.mapping_no_pcode': 'اختر العمود الذي يحوي الرموز (P-codes).',
  'problem.places.import.older_edition':
    'الإصدار الساري صالح من {current}؛ أما إصدار {day} فأقدم ولا يمكن أن يليه.',
  'problem.places.import.pcode_missing': 'الرمز ناقص في العمود {column}.',
  'problem.places.import.pcode_malformed': '«{pcode}» ليس رمزًا صالحًا: المتوقع من 2 إلى 20 حرفًا ورقمًا.',
  'problem.places.import.pcode_not_iso':
    'لا يبدأ الرمز {pcode} بـ {alpha2} ولا بـ {alpha3}، وهما رمزا البلد.',
  'problem.places.import.pcode_tidied': 'صُححت مسافات الرمز أو حروفه الصغيرة: {pcode}.',
  'problem.places.import.pcode_repaired': 'قُرئ الرمز {from} على أنه {to} المعروف.',
  'problem.places.import.pcode_duplicate': 'الرمز {pcode} موجود في الصف {firstRow} من {firstLayer}.',
  'problem.places.import.pcode_length':
    'طول الرمز {pcode} يختلف عن غيره في مستواه ({length}). ربما ينقصه صفر.',
  'problem.places.import.not_nested': 'لا يبدأ الرمز {pcode} برمز المنطقة الأعلى {parent}.',
  'problem.places.import.orphan':
    'تتبع {pcode} المنطقة {parent} غير الموجودة في الملفات ولا السارية. استورد المستوى {level} أولًا.',
  'problem.places.import.parent_missing':
    'لم تُذكر منطقة أعلى من المستوى {level} لـ {pcode}، ورمزها لا يدل عليها.',
  'problem.places.import.parent_guessed': 'استُنتجت المنطقة الأعلى لـ {pcode} من رمزها: {parent}.',
  'problem.places.import.parent_repaired': 'قُرئت المنطقة الأعلى {from} على أنها {to} المعروفة.',
  'problem.places.import.parent_level':
    'تذكر {pcode} (المستوى {level}) منطقة أعلى هي {parent} (المستوى {parentLevel}) وليست فوقها.',
  'problem.places.import.parent_made': 'تُنشأ {pcode} (المستوى {level}) من أعمدة المناطق التي تحتها، دون شكل.',
  'problem.places.import.country_made': 'يُضاف البلد {pcode} مستوى 0 دون شكل.',
  'problem.places.import.level_unknown': 'مستوى الصف ليس رقمًا من 0 إلى 4.',
  'problem.places.import.level_changed': '{pcode} سارية في المستوى {before}، وهي هنا في المستوى {level}.',
  'problem.places.import.children_left': 'ستفقد {pcode} منطقتها الأعلى {parent}. استورد المستويين معًا.',
  'problem.places.import.name_missing': 'المنطقة {pcode} بلا اسم.',
  'problem.places.import.name_tidied': 'صُححت مسافات الاسم: {name}.',
  'problem.places.import.name_capitals': 'الاسم مكتوب بأحرف كبيرة: {name}.',
  'problem.places.import.name_repeated': 'للمنطقة {name} ({pcode}) اسم {other} نفسه والمنطقة الأعلى نفسها.',
  'problem.places.import.date_malformed': '«{value}» في العمود {column} ليس تاريخًا (سنة-شهر-يوم) فتُرك.',
  'problem.places.import.row_closed': 'انتهت المنطقة في {day} فتُركت.',
  'problem.places.import.shape_empty': 'ليس لـ {pcode} شكل، فتُستورد دونه.',
  'problem.places.import.shape_not_polygon': 'شكل {pcode} من نوع {kind}. المطلوب مضلع.',
  'problem.places.import.shape_not_numbers': 'في شكل {pcode} ما ليس رقمًا.',
  'problem.places.import.shape_ring_short': 'في {pcode} حلقة بأقل من ثلاث نقاط فتُركت.',
  'problem.places.import.shape_ring_open':
    '{count, plural, one {حلقة} two {حلقتان} few {# حلقات} other {# حلقة}} من {pcode} لم تنته حيث بدأت فأُغلقت.',
  'problem.places.import.shape_crosses_itself':
    'يتقاطع محيط {pcode} مع نفسه عند {lat}، {lon}؛ حُوّل إلى أجزاء سليمة.',
  'problem.places.import.shape_broken':
    'يتقاطع محيط {pcode} مع نفسه ولا يمكن إصلاحه. أصلحه في نظام معلومات جغرافية.',
  'problem.places.import.shape_no_area': 'شكل {pcode} لا يحصر أي مساحة.',
  'problem.places.import.shape_not_compared': 'تعذرت مقارنة شكلي {pcode} و{other}.',
  'problem.places.import.coordinates_range': 'إحداثيات {pcode} (نحو {lat}، {lon}) ليست بالدرجات.',
  'problem.places.import.coordinates_swapped': 'خط العرض وخط الطول في {pcode} متبادلان.',
  'problem.places.import.outside_country': 'تقع {pcode} بعيدًا عن البلد (نحو {lat}، {lon}).',
  'problem.places.import.overlap': 'تتداخل {pcode} و{other} بنسبة {percent} % من أصغرهما.',
  'problem.places.import.outside_parent': 'تقع {percent} % من {pcode} خارج المنطقة الأعلى {other}.',
  'problem.places.import.changed_name': 'يتغير اسم {pcode}.',
  'problem.places.import.changed_alternates': 'تتغير الأسماء البديلة لـ {pcode}.',
  'problem.places.import.changed_parent': 'تنتقل {pcode} إلى منطقة أعلى أخرى.',
  'problem.places.import.changed_shape': 'يتغير شكل {pcode}.',
  'problem.places.import.removed': 'ليست {pcode} (المستوى {level}) في الإصدار الجديد فتنتهي.',
  'problem.places.import.split': 'قُسمت {from} إلى {to}.',
  'problem.places.import.merged': 'دُمجت {from} في {to}.',
  'problem.places.import.recoded': 'لـ {from} الرمز الجديد {to}.',
  'problem.places.import.redrawn': 'أُعيد رسم {from} لتصبح {to}.',
  'problem.places.country.not_user_assigned':
    'ليس {code} من الرموز التي تتركها ISO 3166 للمستخدمين (AA، ومن QM إلى QZ، ومن XA إلى XZ، وZZ).',
  'problem.places.country.out_of_reach':
    'أدوارك لا تشمل {code}: يستورد الحدودَ العاملون في عملية أو مكتب للبلد، أو في المكتب الأعلى.',
  'problem.places.country.code_taken': 'يوجد بلد بهذا الرمز.',
  'problem.places.site.code_taken': 'لموقع آخر في هذه العملية الرمز نفسه.',
  'problem.places.site.operation_unknown': 'لا توجد عملية كهذه.',
  'problem.places.map.too_wide': 'اختر بلدًا أو مستوى أو منطقة أعلى.',
  'problem.places.site.closed_needs_date': 'الموقع المغلق يحتاج إلى يوم الإغلاق.',
  'problem.places.site.closed_before_opened': 'يوم إغلاق الموقع قبل يوم افتتاحه.',
  'problem.places.site.date_in_future': 'يوم الإغلاق في المستقبل.',
  'problem.places.site.changed_meanwhile': 'غيّر شخص آخر هذا الموقع منذ أن فتحته. راجعه قبل الحفظ.',
  'problem.places.site.area_unknown': 'لا توجد منطقة سارية بالرمز {pcode}.',
  'problem.places.site_import.code_missing': 'رمز الموقع ناقص.',
  'problem.places.site_import.code_malformed':
    '«{code}» ليس رمز موقع: المتوقع حروف وأرقام و . _ / - وبحد أقصى 40.',
  'problem.places.site_import.code_duplicate': 'الموقع {code} موجود في الصف {firstRow}.',
  'problem.places.site_import.name_missing': 'الموقع {code} بلا اسم.',
  'problem.places.site_import.name_long': 'اسم الموقع {code} أطول من 200 حرف.',
  'problem.places.site_import.name_repeated': 'يوجد موقع باسم {name} في المنطقة نفسها برمز {other}.',
  'problem.places.site_import.not_a_number': '«{value}» ({field}) ليس رقمًا.',
  'problem.places.site_import.unknown_word': '«{value}» ({field}) غير معروف فقُرئ على أنه القيمة العامة.',
  'problem.places.site_import.half_point': 'ذُكر خط العرض أو خط الطول وحده.',
  'problem.places.site_import.null_island': 'النقطة 0، 0 تدل على نقطة ناقصة فتُركت.',
  'problem.places.site_import.point_range': 'النقطة {lat}، {lon} ليست بالدرجات.',
  'problem.places.site_import.swapped': 'خط العرض وخط الطول ({lat}، {lon}) متبادلان.',
  'problem.places.site_import.outside_areas': 'النقطة {lat}، {lon} ليست في أي منطقة معروفة.',
  'problem.places.site_import.pcode_unknown': 'لا توجد منطقة سارية بالرمز {pcode}.',
  'problem.places.site_import.pcode_mismatch': 'يذكر الصف {pcode} لكن النقطة في {found}؛ تُعتمد النقطة.',
};
