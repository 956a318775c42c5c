using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Profiles;
using Kiosk.Words;

namespace Kiosk.Verification.Revocation;

/// <summary>
/// A CRL too long for memory: it is streamed once to verify its signature, and again each time its entries are needed. Nothing is trusted before verification, and a
/// later reading only if its bytes are those that were verified.
/// </summary>
internal sealed class StreamedCrl
{
    private readonly Func<Stream> open;
    private readonly StreamedCrlFrame frame;

    private StreamedCrl(Func<Stream> open, StreamedCrlFrame frame, CrlFacts facts) => (this.open, this.frame, Facts) = (open, frame, facts);

    public CrlFacts Facts { get; }

    /// <summary>The signed part's digest by the signature algorithm's hash; CRLs with equal digests have equal content.</summary>
    public ReadOnlyMemory<byte> Digest => frame.Crl.TbsDigest!.Value;

    /// <summary>The bytes before the entries.</summary>
    public ReadOnlyMemory<byte> Head => frame.Head;

    /// <summary>The bytes after the entries.</summary>
    public ReadOnlyMemory<byte> Tail => frame.Tail;

    /// <summary>Reads the whole CRL once and verifies it as <see cref="CrlChecker"/> does.</summary>
    /// <param name="open">Opens the CRL, DER, at its start; called again for each later reading.</param>
    /// <exception cref="CrlException">Not a complete CRL, or not signed by an issuer that may sign it.</exception>
    public static StreamedCrl Check(Func<Stream> open, IReadOnlyList<Certificate> issuers, AlgorithmPolicy algorithms)
    {
        var read = Read(open, static (_, _) => { });
        return new StreamedCrl(open, read, CrlChecker.Check(read.Crl, issuers, algorithms).Facts);
    }

    /// <summary>Passes the entries to the callback, in runs and in order.</summary>
    /// <exception cref="CrlException">The CRL is no longer the one that was verified: discard the entries.</exception>
    public void ReadEntries(CrlEntryRun run)
    {
        var again = Read(open, run);
        if (!again.Crl.TbsDigest!.Value.Span.SequenceEqual(Digest.Span) || !again.Tail.Span.SequenceEqual(Tail.Span))
        {
            throw new CrlException(new Phrase("Danh sách thu hồi bị thay đổi trong khi đang đọc.", "The CRL changed while it was read."));
        }
    }

    /// <summary>Indexes all entries.</summary>
    /// <exception cref="CrlException">The CRL is no longer the one that was verified.</exception>
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

/// <summary>The parts of a streamed CRL that are kept in memory.</summary>
/// <param name="Crl">The CRL without its entries.</param>
internal sealed record StreamedCrlFrame(Crl Crl, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Tail);

/// <summary>Receives a run of whole, well-formed entries; valid only during the call.</summary>
/// <param name="count">The number of entries in the run.</param>
internal delegate void CrlEntryRun(ReadOnlySpan<byte> entries, int count);
