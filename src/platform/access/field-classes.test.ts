import { expect, test } from 'vitest';
import { testDatabase } from '#platform/db/testing/test-database.ts';
import { access } from './testing/casework/access.ts';
import { caseworkSlice } from './testing/casework/world.ts';
import { findOpenFields } from './testing/field-classes.ts';

test('fields stand in the table of their class, and a sealed one asks for a purpose', async () => {
  const database = await testDatabase();
  try {
    await database.migrate([caseworkSlice]);
    const query = database.ownerQuery;
    expect(await findOpenFields(query, access.fields!)).toEqual([]);
    // What breaks the rule is found.
    expect(await findOpenFields(query, { 'casework.case': { risk: 'restricted' } })).toHaveLength(2);
    await query(`create policy leak on casework.case_sealed for select to sojourn_app using (true)`);
    expect(await findOpenFields(query, access.fields!)).toEqual([
      'A policy shows casework.case_sealed without a stated purpose.',
    ]);
  } finally {
    await database.close();
  }
});
