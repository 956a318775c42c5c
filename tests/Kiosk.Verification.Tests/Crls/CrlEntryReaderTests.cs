using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Crls;

namespace Kiosk.Verification.Tests.Crls;

public sealed class CrlEntryReaderTests
{
    private static readonly DateTimeOffset FarAway = new(2051, 2, 28, 23, 59, 59, TimeSpan.Zero);

    private static readonly RevokedCertificate[] Revoked =
    [
        new(new byte[] { 0x01 }, TestPki.Yesterday, CrlReason.Unspecified),
        new(new byte[] { 0xFF, 0x01 }, new DateTimeOffset(1999, 12, 31, 23, 59, 59, TimeSpan.Zero), CrlReason.CertificateHold),
        new(new byte[] { 0x7F, 0x02 }, FarAway, CrlReason.Superseded),
    ];

    [Fact]
    public void Entries_come_in_the_order_of_the_list()
    {
        var found = new List<(string SerialNumber, DateTimeOffset Date, CrlReason Reason)>();
        var reader = new CrlEntryReader(EntriesOf(Revoked).Span);
        while (reader.MoveNext())
        {
            found.Add((Convert.ToHexString(reader.SerialNumber), reader.RevocationDate, reader.Reason));
        }

        Assert.Equal(Revoked.Select(entry => (Convert.ToHexString(entry.SerialNumber.Span), entry.RevocationDate, entry.Reason)), found);
    }

    [Fact]
    public void Entries_cut_at_their_offsets_read_the_same_alone()
    {
        var entries = EntriesOf(Revoked).Span;
        var whole = new CrlEntryReader(entries);
        var position = 0;
        while (whole.MoveNext())
        {
            Assert.Equal(position, whole.Offset);
            position += whole.Length;
            var alone = new CrlEntryReader(entries.Slice(whole.Offset, whole.Length));
            Assert.True(alone.MoveNext());
            Assert.True(alone.SerialNumber.SequenceEqual(whole.SerialNumber));
            Assert.False(alone.MoveNext());
        }

        Assert.Equal(entries.Length, position);
    }

    [Fact]
    public void An_entry_cut_in_two_is_refused()
    {
        var entries = EntriesOf(Revoked);

        Assert.Throws<CrlException>(() => Count(entries[..^1]));
    }

    [Fact]
    public void A_hundred_thousand_entries_are_walked_without_allocating()
    {
        var entries = EntriesOf([.. Enumerable.Range(1, 100_000).Select(number =>
            new RevokedCertificate(BitConverter.GetBytes(number).Reverse().ToArray(), TestPki.Yesterday))]);
        Count(entries);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var count = Count(entries);

        Assert.Equal(100_000, count);
        // One object an entry would be two megabytes; the runtime itself takes some kilobytes when it compiles anew meanwhile.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    private static int Count(ReadOnlyMemory<byte> entries)
    {
        var count = 0;
        var reader = new CrlEntryReader(entries.Span);
        while (reader.MoveNext())
        {
            count++;
        }

        return count;
    }

    private static ReadOnlyMemory<byte> EntriesOf(RevokedCertificate[] revoked) => CrlParser.Parse(TestTrust.ListOf(TestPki.Issuing, revoked)).Entries;
}
