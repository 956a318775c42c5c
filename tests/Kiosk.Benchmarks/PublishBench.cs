using System.Globalization;
using System.Security.Cryptography;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Files;
using Kiosk.Registry.Judging;
using Kiosk.Registry.Sources;
using Kiosk.Source.Folders;
using Kiosk.Source.Problems;
using Kiosk.Verification.Profiles;

namespace Kiosk.Benchmarks;

/// <summary>
/// Publishing a province from its CSV (reading, sealing, sorting, set and file hashes, syncing, signing), compared with a bare loop that seals the same members and
/// hashes the records. For new certificates, the bare loop also verifies one P-256 signature each.
/// </summary>
internal static class PublishBench
{
    private const string UuidText = "00000000-0000-4000-8000-000000000000";

    private const double Limit = 3;

    private static readonly ProvinceCode Province = ProvinceCode.Parse("01");
    private static readonly AudienceKey Audience = AudienceKey.Create(Province.Text, epoch: 1);
    private static readonly MembershipPeriod[] Periods = [new(MemberStatus.Official, new(2010, 5, 19), null, null)];

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchSize size)
    {
        var count = size == BenchSize.Quick ? 30_000 : 300_000;
        using var folder = new BenchFolder();
        using var authority = new BenchAuthority(UuidText);
        var path = folder.At("members.csv");
        await WriteMembersAsync(path, authority, count);
        var verified = folder.At("verified.cards");
        var (daily, first) = (new SideBySide(), new SideBySide());
        for (var round = -1; round < 3; round++)
        {
            // The first run starts with an empty cache of verified cards; the second publishes a day later.
            var all = await TimeAsync(() => PublishAsync(path, folder.At($"first{round}"), authority, VerifiedCards.Empty(authority.Trust), verified));
            var none = await TimeAsync(() => PublishAsync(path, folder.At($"daily{round}"), authority, VerifiedCards.Read(verified, authority.Trust), verified));
            var bare = await TimeAsync(() => Task.Run(() => SealAndHash(authority.CardKey, count)));
            var bareWithSignatures = bare + await TimeAsync(() => Task.Run(() => VerifySignatures(count)));
            if (round >= 0)
            {
                daily.Add(none, bare);
                first.Add(all, bareWithSignatures);
            }
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"publish.{count / 1000}k-members");
        return [daily.ToFigure(name, Limit), first.ToFigure($"{name}-all-new", Limit)];
    }

    private static async Task PublishAsync(string members, string feed, BenchAuthority authority, VerifiedCards known, string verified)
    {
        using var tree = new FeedTree(feed, new DiskSync());
        var publisher = new FeedPublisher(tree, FeedSigners.CreateInMemory(Province), PublishingRules.Default, TimeProvider.System);
        await publisher.InitialiseAsync(CancellationToken.None);
        using var judge = new CardJudge(CardProfile.Default, [authority.Certificate], [], known, new(TimeProvider.System.GetUtcNow(), new Dictionary<string, byte[]>(StringComparer.Ordinal)));
        var problems = new SourceProblems(Path.GetDirectoryName(members)!);
        var sealedMembers = new MembersFile(members, problems).Read(new SealingIntake(members, Audience, judge, problems), progress: null, CancellationToken.None).Members;
        var rows = sealedMembers.OrderBy(member => member.Order).Select(member => new SetRow(member.Key, member.Value)).ToArray();
        if (problems.HasErrors)
        {
            throw new InvalidOperationException(problems.ToList()[0].ToString());
        }

        await publisher.PublishAsync(
            new(new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal), [new(Province, [new(DataClass.Members, rows, Audience.Epoch)])]), progress: null, CancellationToken.None);
        PrivateFile.Write(verified, judge.Verified.ToBytes());
    }

    private static byte[] SealAndHash(byte[] key, int count)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < count; i++)
        {
            hash.AppendData(MemberSeal.Seal(MemberOf(i), UuidOf(i).ToByteArray(bigEndian: true), key, Audience));
        }

        return hash.GetHashAndReset();
    }

    private static void VerifySignatures(int count)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var digest = SHA256.HashData("a certificate"u8);
        var signature = key.SignHash(digest);
        for (var i = 0; i < count; i++)
        {
            if (!key.VerifyHash(digest, signature))
            {
                throw new InvalidOperationException("A good signature does not verify.");
            }
        }
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(start).TotalMicroseconds;
    }

    private static Guid UuidOf(int i) => new(i, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0);

    private static Member MemberOf(int i) => new("Nguyễn Thị Thử Nghiệm", i.ToString("D8", CultureInfo.InvariantCulture), "Đảng bộ xã Suối Mơ", Periods);

    private static async Task WriteMembersAsync(string path, BenchAuthority authority, int count)
    {
        await using var csv = new StreamWriter(path);
        await csv.WriteAsync("certificate,name,card_number,unit,status,from\n");
        for (var i = 0; i < count; i++)
        {
            var member = MemberOf(i);
            await csv.WriteAsync($"{Convert.ToBase64String(authority.Issue(UuidOf(i)))},{member.Name},{member.CardNumber},{member.Unit},official,2010-05-19\n");
        }
    }
}
