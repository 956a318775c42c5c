using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Profiles;
using Kiosk.Words;

namespace Kiosk.Verification.Revocation;

/// <summary>
/// A CRL that stays where it lies, for lists too long to be held: its signature is checked while it passes by once, and it passes by again each time its entries are
/// wanted. Nothing of it is believed before the check, and a second reading only when it is of the very bytes that were checked.
/// </summary>
internal sealed class StreamedCrl
{
    private readonly Func<Stream> open;
    private readonly StreamedCrlFrame frame;

    private StreamedCrl(Func<Stream> open, StreamedCrlFrame frame, CrlFacts facts) => (this.open, this.frame, Facts) = (open, frame, facts);

    public CrlFacts Facts { get; }

    /// <summary>Of the signed part, by the signature algorithm's hash: two lists that share it say the same.</summary>
    public ReadOnlyMemory<byte> Digest => frame.Crl.TbsDigest!.Value;

    /// <summary>The bytes before the entries.</summary>
    public ReadOnlyMemory<byte> Head => frame.Head;

    /// <summary>The bytes after the entries.</summary>
    public ReadOnlyMemory<byte> Tail => frame.Tail;

    /// <summary>Reads the whole list once and checks it as <see cref="CrlChecker"/> does.</summary>
    /// <param name="open">Opens the list, DER, at its beginning; called again for each later reading.</param>
    /// <exception cref="CrlException">Not a complete CRL, or signed by nobody who may.</exception>
    public static StreamedCrl Check(Func<Stream> open, IReadOnlyList<Certificate> issuers, AlgorithmPolicy algorithms)
    {
        var read = Read(open, static (_, _) => { });
        return new StreamedCrl(open, read, CrlChecker.Check(read.Crl, issuers, algorithms).Facts);
    }

    /// <summary>Shows the entries, in runs and in the order of the list.</summary>
    /// <exception cref="CrlException">The list is no longer the one that was checked: what was shown is worth nothing.</exception>
    public void ReadEntries(CrlEntryRun run)
    {
        var again = Read(open, run);
        if (!again.Crl.TbsDigest!.Value.Span.SequenceEqual(Digest.Span) || !again.Tail.Span.SequenceEqual(Tail.Span))
        {
            throw new CrlException(new Phrase("Danh sách thu hồi bị thay đổi trong khi đang đọc.", "The CRL changed while it was read."));
        }
    }

    /// <summary>The hashes of all entries, ascending.</summary>
    /// <exception cref="CrlException">The list is no longer the one that was checked.</exception>
    public RevocationIndex Index()
    {
        var hashes = GC.AllocateUninitializedArray<ulong>(Facts.EntryCount);
        Fill(hashes);
        Array.Sort(hashes);
        return new RevocationIndex(hashes);
    }

    private void Fill(ulong[] hashes)
    {
        var filled = 0;
        var hasher = new CrlEntryHasher(Facts.IssuerKeyHash);
        ReadEntries((run, count) =>
        {
            hasher.Hash(run, hashes.AsSpan(filled, count));
            filled += count;
        });
    }

    private static StreamedCrlFrame Read(Func<Stream> open, CrlEntryRun run)
    {
        using var stream = open();
        return new CrlStreamReader(stream, run).Read();
    }
}

/// <summary>What of a streamed CRL is kept.</summary>
/// <param name="Crl">The list without its entries.</param>
internal sealed record StreamedCrlFrame(Crl Crl, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Tail);

/// <summary>Is shown a run of whole entries, of which each was found to be well-formed; valid during the call only.</summary>
/// <param name="count">How many entries.</param>
internal delegate void CrlEntryRun(ReadOnlySpan<byte> entries, int count);
