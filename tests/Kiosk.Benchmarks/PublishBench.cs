using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Sources;

namespace Kiosk.Benchmarks;

/// <summary>
/// Publishing a province from its CSV (reading, sealing, sorting, set and file hashes, syncing to the disk, signing) against a bare loop that seals the same members and
/// hashes the records.
/// </summary>
internal static class PublishBench
{
    private const string UuidText = "00000000-0000-4000-8000-000000000000";

    private static readonly ProvinceCode Province = ProvinceCode.Parse("01");
    private static readonly MembershipPeriod[] Periods = [new(MemberStatus.Official, new(2010, 5, 19), null, null)];

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchSize size)
    {
        var count = size == BenchSize.Quick ? 30_000 : 300_000;
        using var folder = new BenchFolder();
        var (certificate, key) = Template();
        var path = folder.At("members.csv");
        await WriteMembersAsync(path, certificate, count);
        var both = new SideBySide();
        for (var round = -1; round < 3; round++)
        {
            var ours = await TimeAsync(() => PublishAsync(path, folder.At($"feed{round}")));
            var bare = await TimeAsync(() => Task.Run(() => SealAndHash(key, count)));
            if (round >= 0)
            {
                both.Add(ours, bare);
            }
        }

        return [both.ToFigure(string.Create(CultureInfo.InvariantCulture, $"publish.{count / 1000}k-members"), 3)];
    }

    private static async Task PublishAsync(string members, string feed)
    {
        using var tree = new FeedTree(feed, new DiskSync());
        var publisher = new FeedPublisher(tree, FeedSigners.CreateInMemory(Province), PublishingRules.Default, TimeProvider.System);
        await publisher.InitialiseAsync(CancellationToken.None);
        var rows = SealedMembers.Read(members, new(Path.GetDirectoryName(members)!), progress: null, CancellationToken.None).Rows;
        await publisher.PublishAsync(
            new(new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal), [new(Province, [new(DataClass.Members, rows)])]), progress: null, CancellationToken.None);
    }

    private static byte[] SealAndHash(byte[] key, int count)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < count; i++)
        {
            hash.AppendData(MemberSeal.Seal(MemberOf(i), UuidOf(i).ToByteArray(bigEndian: true), key));
        }

        return hash.GetHashAndReset();
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(start).TotalMicroseconds;
    }

    private static Guid UuidOf(int i) => new(i, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0);

    private static Member MemberOf(int i) => new("Nguyễn Thị Thử Nghiệm", i.ToString("D8", CultureInfo.InvariantCulture), "Đảng bộ xã Suối Mơ", Periods);

    // One certificate, with another card's UUID written into it for each member: a publisher does not judge signatures.
    private static async Task WriteMembersAsync(string path, byte[] certificate, int count)
    {
        var place = certificate.AsSpan().IndexOf(Encoding.ASCII.GetBytes(UuidText));
        await using var csv = new StreamWriter(path);
        await csv.WriteAsync("certificate,name,card_number,unit,status,from\n");
        for (var i = 0; i < count; i++)
        {
            Encoding.ASCII.GetBytes(UuidOf(i).ToString()).CopyTo(certificate.AsSpan(place));
            var member = MemberOf(i);
            await csv.WriteAsync($"{Convert.ToBase64String(certificate)},{member.Name},{member.CardNumber},{member.Unit},official,2010-05-19\n");
        }
    }

    private static (byte[] Certificate, byte[] Key) Template()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Card", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri("urn:uuid:" + UuidText));
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(365));
        return (certificate.RawData, key.ExportSubjectPublicKeyInfo());
    }
}
