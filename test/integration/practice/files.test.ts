import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../../src/main/practice/practice-server';
import { jpegOf } from '../../support/sens/jpeg';
import { askPractice, lookUp, sendTo, type PracticeReply } from '../../support/sens/practice-client';

const DAY = 86_400_000;
/** 22 November 2026, 12:00:00 in Korea. */
const NOON = Date.UTC(2026, 10, 22, 3, 0, 0);

let practice: PracticeServer;
let now: number;

beforeEach(async () => {
  now = NOON;
  practice = await startPracticeServer({ now: () => now, deliveryMs: 0 });
});

afterEach(async () => {
  await practice.close();
});

async function upload(change: Readonly<Record<string, unknown>> = {}): Promise<PracticeReply> {
  const body = { fileName: 'graph.jpg', fileBody: jpegOf(640, 480).toString('base64'), ...change };
  return askPractice(practice, { to: '/files', body, at: now });
}

async function fileId(change: Readonly<Record<string, unknown>> = {}): Promise<string> {
  return ((await upload(change)).json as { fileId: string }).fileId;
}

async function mms(id: string, change: Readonly<Record<string, unknown>> = {}): Promise<PracticeReply> {
  return sendTo(practice, { type: 'MMS', subject: 'disk', files: [{ fileId: id }], ...change }, { at: now });
}

test('an image is kept for six days and goes out with an MMS', async () => {
  const reply = await upload();
  expect(reply.status).toBe(200);
  expect(reply.json).toEqual({
    fileId: expect.any(String) as string,
    createTime: '2026-11-22T12:00:00.000',
    expireTime: '2026-11-28T12:00:00.000',
  });
  const { fileId: id } = reply.json as { fileId: string };
  now += 6 * DAY - 1;
  expect((await mms(id)).status).toBe(202);
  const [message] = practice.received();
  expect(message).toMatchObject({ type: 'MMS', subject: 'disk', files: [{ fileId: id, name: 'graph.jpg' }] });
  expect((await lookUp(practice, `/messages/${message?.messageId ?? ''}`, { at: now })).json).toMatchObject({
    messages: [{ type: 'MMS', files: [{ fileId: id, name: 'graph.jpg' }] }],
  });
  now += 1;
  expect((await mms(id)).status).toBe(400);
});

test('the same name and size is the same file, whatever its content', async () => {
  const id = await fileId();
  expect(await fileId({ fileBody: jpegOf(320, 200).toString('base64') })).toBe(id);
  expect(await fileId({ fileBody: jpegOf(640, 480, 201).toString('base64') })).not.toBe(id);
  expect(await fileId({ fileName: 'other.jpeg' })).not.toBe(id);
  now += 6 * DAY;
  expect(await fileId()).not.toBe(id);
});

test('an MMS without an image goes out as LMS', async () => {
  expect((await sendTo(practice, { type: 'MMS' }, { at: now })).status).toBe(202);
  expect((await mms('', { files: [] })).status).toBe(202);
  expect(practice.received()).toMatchObject([{ type: 'LMS' }, { type: 'LMS' }]);
});

test('an image belongs to an MMS, and must exist', async () => {
  const id = await fileId();
  expect((await mms(id, { type: 'LMS' })).status).toBe(400);
  expect((await mms('none')).status).toBe(400);
  expect(practice.received()).toEqual([]);
});

test.each([
  ['another ending', { fileName: 'graph.png' }],
  ['a name that is too long', { fileName: `${'g'.repeat(37)}.jpg` }],
  ['no name', { fileName: undefined }],
  ['no JPEG', { fileBody: Buffer.from('GIF89a').toString('base64') }],
  ['nothing in it', { fileBody: '' }],
  ['no base64', { fileBody: '%%%' }],
  ['a data URL', { fileBody: `data:image/jpeg;base64,${jpegOf(1, 1).toString('base64')}` }],
  ['more than 300 KB', { fileBody: jpegOf(10, 10, 307_201).toString('base64') }],
  ['too great a width', { fileBody: jpegOf(1_501, 10).toString('base64') }],
  ['too great a height', { fileBody: jpegOf(10, 1_441).toString('base64') }],
])('a file with %s is refused', async (_, change) => {
  expect((await upload(change)).status).toBe(400);
});

test.each([
  ['the longest name', { fileName: `${'g'.repeat(35)}.JPEG` }],
  ['300 KB', { fileBody: jpegOf(10, 10, 307_200).toString('base64') }],
  ['the greatest measures', { fileBody: jpegOf(1_500, 1_440).toString('base64') }],
])('a file with %s is accepted', async (_, change) => {
  expect((await upload(change)).status).toBe(200);
});
