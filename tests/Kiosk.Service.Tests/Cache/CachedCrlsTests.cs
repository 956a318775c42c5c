using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Kiosk.Durability;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Crls;

namespace Kiosk.Service.Tests.Cache;

/// <summary>A list long enough to fill several chunks of entries and of hashes.</summary>
public sealed class CachedCrlsTests : IDisposable
{
    private const int EntryCount = 20_000;
    private static readonly Lazy<byte[]> LongList = new(IssueLongList);
    private readonly TestFolder folder = new();
    private readonly CacheStore store;
    private readonly CacheGeneration generation;

    public CachedCrlsTests()
    {
        store = new(folder["cache"], new DurableFiles(), keyring: TestDevice.Keyring);
        var source = TestCacheSource.Create(folder["source"]);
        source.Feed.PutCrl("issuing-1", LongList.Value);
        source.Build(store);
        generation = store.Open().Generation;
    }

    private static byte[] IssuerKeyHash => System.Security.Cryptography.SHA256.HashData(TestPki.Issuing.Key.PublicKey.ExportSubjectPublicKeyInfo());

    public void Dispose()
    {
        generation.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Every_entry_is_found_with_its_date_and_reason()
    {
        for (var i = 0; i < EntryCount; i += 7)
        {
            var expected = i % 5 == 0 ? CrlReason.CertificateHold : CrlReason.KeyCompromise;
            Assert.Equal(new RevocationStatus.Revoked(TestPki.Yesterday, DateOf(i), expected == CrlReason.CertificateHold), Check(SerialOf(i)));
        }
    }

    [Fact]
    public void Numbers_beside_the_listed_ones_are_not_found()
    {
        for (var i = 0; i < EntryCount; i += 7)
        {
            var beside = SerialOf(i);
            beside[^1] ^= 1;
            Assert.IsType<RevocationStatus.Good>(Check(beside));
        }
    }

    [Fact]
    public void A_leading_zero_does_not_count() => Assert.IsType<RevocationStatus.Revoked>(Check([0, .. SerialOf(3)]));

    [Fact]
    public void The_whole_list_can_be_put_together_again()
    {
        var lists = Enumerable.Range(0, generation.Counts.Crls).Select(number => Read(CachedCrls.OpenDer(generation.File, number)));

        Assert.Contains(lists, list => list.AsSpan().SequenceEqual(LongList.Value));
        Assert.Equal(EntryCount, generation.Counts.Revocations);
        Assert.Equal(20, generation.Counts.RevocationChunks);
        Assert.True(generation.File.Scan(GenerationTables.CrlEntries).Count() > 10);
    }

    [Fact]
    public void Entries_that_cannot_be_read_are_an_error_and_never_a_good_card()
    {
        FlipIn([0x02, 0x14, .. SerialOf(14)]);
        using var damaged = store.Open().Generation;

        var refusal = Assert.Throws<CacheException>(() => damaged.Trust.Revocation.Check(new(IssuerKeyHash, SerialOf(14)), TestPki.Now));
        Assert.Equal(CacheFault.Damaged, refusal.Fault);
        Assert.Contains("crl-entries", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hashes_that_cannot_be_read_keep_the_generation_from_opening()
    {
        var hash = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(hash, RevocationIndex.Hash(IssuerKeyHash, SerialOf(14)));
        FlipIn(hash);

        Assert.Contains("revocations", Assert.Throws<CacheException>(() => store.Open()).Message, StringComparison.Ordinal);
    }

    /// <summary>Whoever changes hashes and all checksums, without the terminal's key, can lead the search astray, and nobody is called good by it.</summary>
    [Theory]
    [InlineData("one hash raised")]
    [InlineData("a chunk of zeros")]
    [InlineData("a chunk of ones")]
    [InlineData("a chunk reversed")]
    [InlineData("two chunks exchanged")]
    public void A_forged_hash_is_an_error_at_the_answer_that_rests_on_it_and_never_a_good_card(string forgery)
    {
        ForgedCacheFile.Rewrite(Directory.GetFiles(store.Folder, "generation-*").Single(), (table, rows) => table == GenerationTables.Revocations ? Forged([.. rows], forgery) : rows);
        using var forged = store.Open().Generation;

        var answers = Enumerable.Range(0, EntryCount).Select(i => AnswerOf(forged, SerialOf(i))).ToList();

        Assert.DoesNotContain("Good", answers);
        Assert.Contains("Revoked", answers);
        Assert.Contains("revocations", answers);
    }

    private static string AnswerOf(CacheGeneration forged, byte[] serial)
    {
        try
        {
            return forged.Trust.Revocation.Check(new(IssuerKeyHash, serial), TestPki.Now).GetType().Name;
        }
        catch (CacheException refused) when (refused.Fault == CacheFault.Damaged && refused.Message.Contains("table revocations", StringComparison.Ordinal))
        {
            return "revocations";
        }
    }

    private static List<CacheRow> Forged(List<CacheRow> rows, string forgery)
    {
        var bytes = rows[7].Value.ToArray();
        var hashes = MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan(0, RevocationChunks.HashesPerChunk * sizeof(ulong)));
        switch (forgery)
        {
            case "one hash raised":
                hashes[500]++;
                break;
            case "a chunk of zeros":
                hashes.Clear();
                break;
            case "a chunk of ones":
                hashes.Fill(ulong.MaxValue);
                break;
            case "a chunk reversed":
                hashes.Reverse();
                break;
            default:
                (rows[3], bytes) = (new(rows[3].Key, bytes), rows[3].Value.ToArray());
                break;
        }

        rows[7] = new(rows[7].Key, bytes);
        return rows;
    }

    private static byte[] Read(Stream stream)
    {
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }

    private static byte[] IssueLongList() => TestPki.Issuing.IssueCrl(
        TestPki.Yesterday,
        TestPki.Yesterday.AddDays(7),
        7,
        Enumerable.Range(0, EntryCount).Select(i => new RevokedCertificate(SerialOf(i), DateOf(i), i % 5 == 0 ? CrlReason.CertificateHold : CrlReason.KeyCompromise)));

    // 20 bytes, unlike any other, and every number of the list even.
    private static byte[] SerialOf(int i)
    {
        var serial = Enumerable.Repeat((byte)0x5A, 20).ToArray();
        BinaryPrimitives.WriteInt32BigEndian(serial.AsSpan(16), 2 * i);
        return serial;
    }

    private static DateTimeOffset DateOf(int i) => TestPki.Yesterday.AddDays(-30).AddSeconds(i);

    private void FlipIn(byte[] pattern)
    {
        var path = Directory.GetFiles(store.Folder, "generation-*").Single();
        var content = File.ReadAllBytes(path);
        content[content.AsSpan().IndexOf(pattern) + pattern.Length - 1] ^= 0x10;
        File.WriteAllBytes(path, content);
    }

    private RevocationStatus Check(byte[] serialNumber) => generation.Trust.Revocation.Check(new(IssuerKeyHash, serialNumber), TestPki.Now);
}
