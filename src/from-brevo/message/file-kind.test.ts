import { describe, expect, it } from 'vitest'
import { fileKind, type FileHints } from './file-kind'

const kindOf = (hints: Partial<FileHints>) =>
  fileKind({ isImage: false, mimeType: '', name: '', link: 'https://x.y/1', ...hints })

describe('fileKind', () => {
  it.each([
    // a flag of Brevo's
    [{ isImage: true }, 'image'],
    [{ isImage: true, mimeType: 'binary/octet-stream', name: 'photo.jpeg' }, 'image'],
    [{ isImage: true, mimeType: 'application/pdf', name: 'page.pdf' }, 'image'],
    [{ isImage: true, mimeType: 'image/jpeg', name: 'IMG_0001.heic' }, 'image'],
    // a flag that something stronger refutes
    [{ isImage: true, name: 'IMG_8758.heic' }, 'file'],
    [{ isImage: true, mimeType: 'image/heic', name: 'IMG_8758.jpg' }, 'file'],
    [{ isImage: true, mimeType: 'video/mp4', name: 'sticker' }, 'video'],
    [{ isImage: true, mimeType: 'image/svg+xml' }, 'file'],
    // MIME types that tell something
    [{ mimeType: 'IMAGE/PNG' }, 'image'],
    [{ mimeType: 'audio/ogg; codecs=opus', name: 'x.ogv' }, 'audio'],
    [{ mimeType: 'video/mp4' }, 'video'],
    [{ mimeType: 'application/pdf', name: 'a.png' }, 'file'],
    [{ mimeType: 'image/*', name: 'scan' }, 'image'],
    [{ mimeType: 'image/*', name: 'IMG_8758.heic' }, 'file'],
    // generic MIME types
    [{ mimeType: 'application/octet-stream', name: 'datei_23 (2).jpeg' }, 'image'],
    [{ mimeType: 'binary/octet-stream', name: 'voice.mp3' }, 'audio'],
    [{ mimeType: '*/*', name: 'clip.MP4' }, 'video'],
    [{ mimeType: 'application/octet-stream', name: 'report.pdf', link: 'https://x.y/preview.png' }, 'file'],
    [{ mimeType: 'application/octet-stream' }, 'file'],
    [{ mimeType: 'image', name: 'scan' }, 'image'],
    [{ mimeType: 'image', name: 'scan.heic' }, 'file'],
    [{ mimeType: 'png', name: 'scan.png' }, 'image'],
    [{ mimeType: 'application/x-octet-stream', name: 'voice.mp3' }, 'audio'],
    // nothing but names
    [{ name: 'voice.OGG' }, 'audio'],
    [{ name: 'clip.webm' }, 'video'],
    [{ name: 'a note', link: 'https://x.y/photo.jpeg?token=a.mp3' }, 'image'],
    [{ name: 'noextension' }, 'file'],
    [{ name: 'constructor' }, 'file'],
    // what no web chat shows or plays
    [{ mimeType: 'image/heif' }, 'file'],
    [{ mimeType: 'image/tiff' }, 'file'],
    [{ mimeType: 'image/vnd.adobe.photoshop' }, 'file'],
    [{ mimeType: 'audio/amr' }, 'file'],
    [{ mimeType: 'audio/x-ms-wma' }, 'file'],
    [{ mimeType: 'video/x-msvideo' }, 'file'],
    [{ mimeType: 'video/x-matroska' }, 'file'],
    [{ mimeType: 'video/3gpp' }, 'file'],
    [{ mimeType: 'application/octet-stream', name: 'voice.amr' }, 'file'],
    [{ name: 'film.mkv' }, 'file'],
    [{ name: 'film.AVI' }, 'file'],
    [{ name: 'film.flv' }, 'file'],
    [{ name: 'icon.svg' }, 'file'],
  ] satisfies [Partial<FileHints>, string][])('%j is of the kind %s', (hints, kind) => {
    expect(kindOf(hints)).toBe(kind)
  })
})
