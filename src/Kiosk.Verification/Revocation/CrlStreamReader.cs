using System.Buffers;
using System.Formats.Asn1;
using System.Security.Cryptography;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;

namespace Kiosk.Verification.Revocation;

/// <summary>
/// Parses one CertificateList from a stream in strict DER (RFC 5280, 5.1). Entries are passed to a callback and dropped; the rest is assembled into a CRL without entries
/// and parsed by <see cref="CrlParser"/>, so that there is one set of rules.
/// </summary>
internal sealed class CrlStreamReader(Stream source, CrlEntryRun run)
{
    /// <summary>Limit for the part before the entries, and for the part after them.</summary>
    private const int MaxFrame = 64 * 1024;
    private const byte Sequence = 0x30;
    private const byte UtcTime = 0x17;
    private const byte GeneralizedTime = 0x18;

    private readonly StreamWindow window = new(source);
    private readonly ArrayBufferWriter<byte> head = new();
    private readonly ArrayBufferWriter<byte> tail = new();
    private readonly CrlEntryCount entries = new();
    private readonly ReadingPlace place = new(CrlParser.Document);

    /// <exception cref="CrlException">Not a CRL, truncated, or too long.</exception>
    public StreamedCrlFrame Read()
    {
        try
        {
            return ReadList();
        }
        catch (AsnContentException broken)
        {
            throw new CrlException(place.Describe(broken), broken);
        }
        catch (CertificateException refused)
        {
            throw new CrlException(refused.Message, refused);
        }
    }

    private StreamedCrlFrame ReadList()
    {
        DerFrame.RequireBegin(window.PeekBegin(), CrlParser.Document);
        var list = OpenSequence();
        if (list > CrlParser.MaxLength)
        {
            throw CrlParser.TooLong(list);
        }

        var tbsStart = head.WrittenCount;
        var tbs = OpenSequence();
        var rest = list - (head.WrittenCount - tbsStart) - tbs;
        var fieldsStart = head.WrittenCount;
        var (fieldsLength, algorithm) = CopyFields(tbs);
        var fields = head.WrittenMemory.Slice(fieldsStart, fieldsLength);
        place.Enter("signature", "5.1.2.2");
        using var digest = IncrementalHash.CreateHash(SignatureAlgorithms.Read(algorithm, X509Reading.Strict).HashAlgorithm());
        place.Leave();
        if (fieldsLength < tbs && window.Peek() == Sequence)
        {
            var length = OpenSequence();
            tbs -= head.WrittenCount - fieldsStart + length;
            digest.AppendData(head.WrittenSpan[tbsStart..]);
            ReadEntries(tbs >= 0 ? length : throw new DerRuleException("revokedCertificates passes the end of the CRL."), digest);
            if (tbs > 0 && window.Peek() == Sequence)
            {
                throw new CrlException("revokedCertificates stands twice in the CRL (RFC 5280, 5.1).");
            }
        }
        else
        {
            digest.AppendData(head.WrittenSpan[tbsStart..]);
            tbs -= fieldsLength;
        }

        // The extensions, then the outer algorithm and the signature.
        CopyToTail(tbs);
        digest.AppendData(tail.WrittenSpan);
        CopyToTail(rest);
        window.RequireEnd();
        return Close(fields.Span, tail.WrittenSpan[..tbs], tail.WrittenSpan[tbs..], digest.GetHashAndReset());
    }

    /// <returns>The length of the content in bytes.</returns>
    private int OpenSequence()
    {
        var (length, contentLength) = window.ReadHeader(Sequence);
        head.Write(window.Take(length));
        return contentLength;
    }

    /// <summary>Copies the signed part's fields before the entries, up to the times.</summary>
    /// <param name="available">The length of the signed part.</param>
    /// <returns>The number of bytes copied, and the signature algorithm, which is the first sequence.</returns>
    private (int Length, ReadOnlyMemory<byte> Algorithm) CopyFields(int available)
    {
        var (copied, sequences, hasTime) = (0, 0, false);
        byte[] algorithm = [];
        while (copied < available)
        {
            var tag = window.Peek();
            if (hasTime && tag is not (UtcTime or GeneralizedTime))
            {
                break;
            }

            var header = window.ReadHeader(tag);
            var length = header.Length + header.ContentLength;
            if (length > available - copied || length > MaxFrame - copied)
            {
                throw new DerRuleException($"A field before revokedCertificates passes the end of the CRL, or takes more than {MaxFrame} bytes.");
            }

            var field = window.Take(length);
            head.Write(field);
            copied += length;
            hasTime = tag is UtcTime or GeneralizedTime;
            algorithm = tag == Sequence && sequences++ == 0 ? field.ToArray() : algorithm;
        }

        return (copied, algorithm);
    }

    private void ReadEntries(int length, IncrementalHash digest)
    {
        while (length > 0)
        {
            var whole = window.FindWholeElements(Sequence, length);
            var shown = window.Take(whole);
            digest.AppendData(shown);
            run(shown, entries.Add(shown));
            length -= whole;
        }
    }

    private void CopyToTail(int length)
    {
        if (length < 0 || tail.WrittenCount + length > MaxFrame)
        {
            throw new DerRuleException($"What follows revokedCertificates passes the end of the CRL, or takes more than {MaxFrame} bytes.");
        }

        tail.Write(window.Take(length));
    }

    /// <param name="fields">The signed part's fields before the entries.</param>
    /// <param name="extensions">The signed part's fields after the entries.</param>
    private StreamedCrlFrame Close(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> extensions, ReadOnlySpan<byte> signature, byte[] digest)
    {
        var crl = CrlParser.Parse(Wrap(Wrap(fields, extensions), signature));
        entries.RequireIn(crl.Extensions);
        crl = crl with { TbsCertList = ReadOnlyMemory<byte>.Empty, TbsDigest = digest, EntryCount = entries.Count };
        return new StreamedCrlFrame(crl, head.WrittenMemory, tail.WrittenMemory);
    }

    private static byte[] Wrap(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString([.. one, .. other]);
        var wrapped = writer.Encode();
        wrapped[0] = Sequence;
        return wrapped;
    }
}
