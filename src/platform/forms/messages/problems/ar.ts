import type { problems as en } from './en.ts';

export const problems = {
  'problem.forms.version_exists':
    'الإصدار «{version}» من هذه الاستمارة موجود بمحتوى آخر. اكتب إصدارًا آخر في ورقة settings وأعد المحاولة.',
  'problem.forms.files_missing': 'ارفع ملفات الاستمارة أولًا: {files}.',
  'problem.forms.form_exists': 'لدى هذه العملية استمارة بهذا المعرّف.',
  'problem.forms.version_too_long': 'اسم الإصدار 250 حرفًا على الأكثر. اختصره في ورقة settings.',
  'problem.forms.form_id_too_long': 'معرّف الاستمارة 250 حرفًا على الأكثر. اختصر form_id في ورقة settings.',
  'problem.forms.version_has_records': 'لهذا الإصدار سجلات: اسحبه بدلًا من حذفه.',
  'problem.forms.version_was_published': 'الإصدار الذي نُشر يُسحب ولا يُحذف.',
  'problem.forms.workbook_errors':
    '{count, plural, zero {في المصنف أخطاء؛ لم يُحفظ شيء.} one {في المصنف خطأ واحد؛ لم يُحفظ شيء.} two {في المصنف خطآن؛ لم يُحفظ شيء.} few {في المصنف # أخطاء؛ لم يُحفظ شيء.} many {في المصنف # خطأً؛ لم يُحفظ شيء.} other {في المصنف # خطأ؛ لم يُحفظ شيء.}}',
  'problem.forms.file_too_large': 'حجم الملف أكبر من {limit} ميغابايت. صغّره وأعد المحاولة.',
  'problem.forms.file_lies': 'الملف «{name}» ليس كما يقول اسمه: محتواه {found}.',
  'problem.forms.file_name': 'لأحد الملفات اسم لا يمكن استخدامه. أعد تسميته.',
  'problem.forms.file_conflict': 'لهذا السجل ملف آخر باسم «{name}».',
  'problem.forms.device_name': 'اكتب اسمًا من 1 إلى 100 حرف.',
  'problem.forms.device_revoked': 'أُبطل هذا الجهاز من قبل.',
  'problem.forms.filter_unreadable': 'تعذّرت قراءة المرشح في العنوان. أزله واختره من جديد.',
  'problem.forms.filter_unusable':
    'لا يمكن تصفية هذا السؤال بهذه الطريقة: {path}. أزل المرشح أو اختر شرطًا آخر.',
  'problem.forms.box_unusable': 'المنطقة في العنوان ليست على الخريطة. أزلها واخترها من جديد.',
  'problem.forms.cursor': 'لم تعد هذه الصفحة من القائمة موجودة. أعد تحميل القائمة.',
  'problem.forms.sort_unknown': 'لا يمكن ترتيب السجلات بهذا العمود. اختر عمودًا آخر.',
  'problem.forms.export_not_done': 'ليس لعملية التصدير هذه ملف بعد.',
  'problem.forms.no_openrosa_version': 'البرنامج لا يدعم OpenRosa 1.0. حدّث ODK Collect.',
  'problem.forms.instance_id_too_long': 'معرّف السجل أطول من اللازم.',
  'problem.forms.xml_malformed':
    'تعذّرت قراءة السجل ولم يُحفظ. احتفظ به وأبلغ المكتب الذي أرسل إليك الاستمارة.',
  'problem.forms.version_unknown':
    'لا توجد لك هنا استمارة «{form}» بالإصدار «{version}». احصل عليها من جديد.',
  'problem.forms.version_retired':
    'الإصدار «{version}» من الاستمارة «{form}» مسحوب ولا يستقبل سجلات. احتفظ بسجلك واسأل المكتب الذي أرسل إليك الاستمارة.',
  'problem.forms.version_not_published':
    'الإصدار «{version}» من الاستمارة «{form}» لم يُنشر بعد ولا يستقبل سجلات.',
  'problem.forms.instance_conflict': 'يوجد سجل آخر بالمعرّف نفسه وبإجابات أخرى. لم يُحفظ هذا السجل.',
  'problem.forms.edited_unknown': 'السجل الذي يصححه هذا غير موجود هنا.',
  'problem.forms.edit_forbidden': 'لا يحق لك تعديل هذا السجل.',
  'problem.forms.edit_stale':
    'غيّر شخص آخر هذا السجل بعد أن فتحته. لم يُحفظ تعديلك: افتح السجل من جديد وكرر التعديل.',
  'problem.forms.edit_approved': 'هذا السجل معتمد؛ لا يستطيع تعديله الآن إلا المكتب.',
  'problem.forms.post_incomplete': 'لم يصل السجل كاملًا ولم يُحفظ. أرسله من جديد.',
  'problem.forms.post_too_large': 'السجل مع ملفاته أكبر مما يقبله الخادم. أرسل ملفات أقل أو أصغر.',
  'problem.forms.no_form_id': 'لا يذكر الإرسال الاستمارة التي ينتمي إليها.',
  'problem.forms.no_submission_part': 'لا يحتوي الطلب على جزء باسم xml_submission_file.',
  'problem.forms.not_multipart': 'يُرسل السجل بصيغة multipart/form-data مع جزء باسم xml_submission_file.',
  'problem.forms.xml_doctype': 'لا يجوز أن يحمل الإرسال تعريف DOCTYPE أو كيانات خاصة به.',
  'problem.forms.xml_too_deep': 'تداخل الإرسال أعمق من أي استمارة.',
  'problem.forms.xml_too_large': 'الإرسال أكبر مما يقبله هذا الخادم.',
  'problem.forms.xml_too_many_nodes': 'يحتوي الإرسال على إجابات أكثر مما يقبله هذا الخادم.',
} as const satisfies Record<keyof typeof en, string>;
