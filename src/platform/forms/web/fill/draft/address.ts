/** Where a record that is being filled on this device is opened. */
export const addressOf = (formId: string, draftId: string, versionId?: string): string =>
  `/forms/${formId}/fill?draft=${draftId}${versionId ? `&versionId=${versionId}` : ''}`;
