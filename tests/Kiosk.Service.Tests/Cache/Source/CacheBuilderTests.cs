using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Source;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Cache.Source;

public sealed class CacheBuilderTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly ManualTimeProvider time = new(TestPki.Now);
    private readonly CacheStore store;
    private readonly TestCacheSource source;

    public CacheBuilderTests()
    {
        store = new(folder["cache"], new DurableFiles());
        source = TestCacheSource.Create(folder["source"], TestPki.Issue(serial: 1), TestPki.Issue(serial: 2));
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Each damage names the file that the sentence must name, what is done to it ("-" removes it), and a part of the reason.</summary>
    public static TheoryData<string, string, string> Damages => new()
    {
        { "profile.json", "-", "is missing" },
        { "profile.json", "{", "" },
        { "profile.json", """{"unheardOf":1}""", "" },
        { "registry.crt", "-", "is missing" },
        { "registry.crt", "not a certificate", "is not a certificate" },
        { "registry.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "second registry certificate" },
        { "anchors/root.crt", "-", "no trust anchor" },
        { "anchors/root.crt", "", "is not a certificate" },
        { "anchors/root.crt", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "not one PEM block" },
        { "anchors/root.crt", "-----BEGIN CERTIFICATE-----\n####\n-----END CERTIFICATE-----\n", "not one PEM block" },
        { "anchors/readme.txt", "hello", "is not a file ending in" },
        { "issuers/issuing-1.crt", "0\u0001\u0002", "is not a certificate" },
        { "crls/list.json", "{}", "is not a file ending in" },
        { "member.jsonl", "", "has no place" },
        { "members.jsonl", "-", "is missing" },
        { "members.jsonl", "{}\n", "line 1" },
        { "members.jsonl", "\n", "line 1 is empty" },
        { "members.jsonl", """{"tag":"00112233445566778899aabbccddeeff","sealed":"AAAA"}""", "line 1: \"sealed\" is not a sealed record" },
        { "members.jsonl", """{"tag":"00112233445566778899AABBCCDDEEFF","sealed":"AAAA"}""", "line 1" },
        { "members.jsonl", """{"tag":"0011","sealed":"AAAA"}""", "line 1" },
        { "members.jsonl", """{"tag":5,"sealed":"AAAA"}""", "line 1" },
        { "members.jsonl", "null\n", "line 1" },
        { "procedures.json", "[null]", "entry 1" },
        { "procedures.json", "{}", "line 1" },
        { "procedures.json", "[\n{\"code\":\"A\"}]", "line 2" },
        { "procedures.json", Procedure(code: "A B"), "entry 1: the code" },
        { "procedures.json", Procedure(validTo: "\"2025-01-01\""), "entry 1: it ends before it begins" },
        { "procedures.json", Procedure(days: "-1"), "entry 1: the days" },
        { "procedures.json", $"[{Procedure().Trim('[', ']')},{Procedure().Trim('[', ']')}]", "entry 2: the code A is that of entry 1 already" },
        { "meetings/notes.txt", "x", "is not a file ending in" },
        { "meetings/other.roster.jsonl", "", "is the roster of no meeting" },
        { "meetings/dai-hoi-2026.roster.jsonl", "-", "is missing" },
        { "meetings/dai-hoi-2026.roster.jsonl", "x\n", "line 1" },
        { "meetings/dai-hoi-2026.roster.jsonl", "{\"tag\":\"00112233445566778899aabbccddeeff\",\"class\":\"member\"}\n{\"tag\":\"00112233445566778899aabbccddeeff\",\"class\":\"guest\"}\n", "line 2: the tag is that of line 1" },
        { "meetings/dai-hoi-2026.roster.jsonl", "{\"tag\":\"00112233445566778899aabbccddeeff\",\"class\":\"chairman\"}\n", "line 1" },
        { "meetings/dai-hoi-2026.roster.jsonl", "{\"tag\":\"00112233445566778899aabbccddeeff\",\"class\":1}\n", "line 1" },
        { "meetings/dai-hoi-2026.json", Meeting(id: "dai-hoi-2027"), "describes the meeting \"dai-hoi-2027\"" },
        { "meetings/dai-hoi-2026.json", Meeting(id: "dai hoi"), "the id" },
        { "meetings/dai-hoi-2026.json", Meeting(title: " "), "the title" },
        { "meetings/dai-hoi-2026.json", Meeting(kind: "party"), "line 1" },
        { "meetings/dai-hoi-2026.json", Meeting(key: "AAAA"), "the key has 3 bytes" },
        { "meetings/dai-hoi-2026.json", Meeting(sessions: ""), "there is no session" },
        { "meetings/dai-hoi-2026.json", Meeting(sessions: "null"), "the session id" },
        { "meetings/dai-hoi-2026.json", Meeting(sessions: Session(id: "a/b")), "the session id" },
        { "meetings/dai-hoi-2026.json", Meeting(sessions: Session() + "," + Session()), "the session id" },
        { "meetings/dai-hoi-2026.json", Meeting(sessions: Session(starts: "2026-11-22T06:00:00Z")), "session s1 must open" },
        { "meetings/dai-hoi-2026.json", Meeting(sessions: Session(starts: "2026-11-22T12:00:00Z")), "session s1 must open" },
        { "meetings/dai-hoi-2026.json", Meeting(numerator: 0), "a quorum of 0/3" },
        { "meetings/dai-hoi-2026.json", Meeting(numerator: 4), "a quorum of 4/3" },
        { "meetings/dai-hoi-2026.json", Meeting(denominator: 0), "a quorum of 2/0" },
        { "meetings/dai-hoi-2026.json", Meeting().Replace("}}", "},\"unheardOf\":1}", StringComparison.Ordinal), "line 1" },
        { "meetings/dai-hoi-2026.json", Meeting().Replace("{\"id\"", "{\"id\":\"x\",\"id\"", StringComparison.Ordinal), "line 1" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_malformed_source_is_one_sentence_naming_the_file_and_changes_nothing(string name, string content, string reason)
    {
        source.Build(store);
        var before = Directory.GetFiles(store.Folder).Order(StringComparer.Ordinal);
        var path = Path.Combine(source.Folder, name);
        File.Delete(path);
        if (content != "-")
        {
            File.WriteAllText(path, content);
        }

        var refusal = Assert.Throws<CacheSourceException>(() => source.Build(store));

        Assert.Contains(reason == "no trust anchor" ? Path.GetDirectoryName(path)! : Path.ChangeExtension(path, null), refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Equal(before, Directory.GetFiles(store.Folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_examples_that_are_damaged_above_are_in_order_before()
    {
        File.WriteAllText(Path.Combine(source.Folder, "meetings/dai-hoi-2026.json"), Meeting());
        File.WriteAllText(Path.Combine(source.Folder, "procedures.json"), Procedure());

        Assert.Equal(1, source.Build(store).Number);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named() =>
        Assert.Contains(
            folder["nowhere"],
            Assert.Throws<CacheSourceException>(() => new CacheBuilder(store, time).Build(folder["nowhere"], null, CancellationToken.None)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void The_same_tag_on_two_lines_is_refused_with_both_numbers()
    {
        var path = Path.Combine(source.Folder, "members.jsonl");
        var lines = File.ReadAllLines(path);
        File.WriteAllLines(path, [.. lines, lines[0]]);

        Assert.Equal($"{path} line 3: the tag is that of line 1 again.", Assert.Throws<CacheSourceException>(() => source.Build(store)).Message);
    }

    [Fact]
    public void Members_may_lie_in_any_order()
    {
        var cards = Enumerable.Range(100, 50).Select(serial => TestPki.Issue(serial)).ToList();
        source.Writer.WriteMembers(cards.Select(TestCacheSource.Sealed).OrderByDescending(member => member.Tag.ToString(), StringComparer.Ordinal));
        source.Build(store);
        using var generation = store.Open().Generation;

        Assert.Equal(50, generation.Members.Count);
        Assert.All(cards, card => Assert.NotNull(generation.OpenMember(TestCacheSource.Verified(card))));
    }

    [Fact]
    public void Certificates_and_lists_may_be_PEM()
    {
        foreach (var (name, label) in new[] { ("anchors/root.crt", "CERTIFICATE"), ("registry.crt", "CERTIFICATE"), ("crls/root.crl", "X509 CRL") })
        {
            var path = Path.Combine(source.Folder, name);
            File.WriteAllText(path, PemEncoding.WriteString(label, File.ReadAllBytes(path)) + "\n");
        }

        Assert.Equal(3, source.Build(store).Counts.Crls);
    }

    [Fact]
    public void Procedures_meetings_issuers_and_lists_may_be_left_out()
    {
        File.Delete(Path.Combine(source.Folder, "procedures.json"));
        Directory.Delete(Path.Combine(source.Folder, "meetings"), recursive: true);
        Directory.Delete(Path.Combine(source.Folder, "issuers"), recursive: true);
        Directory.Delete(Path.Combine(source.Folder, "crls"), recursive: true);
        source.Build(store);
        using var generation = store.Open().Generation;

        Assert.Equal(new CacheCounts { Anchors = 1, Members = 2 }, generation.Counts);
        Assert.Null(generation.NewestData);
        Assert.Empty(generation.MeetingIds);
    }

    [Fact]
    public void The_report_says_what_was_built()
    {
        var stages = new Stages();
        var report = new CacheBuilder(store, time).Build(source.Folder, stages, CancellationToken.None);

        Assert.Equal((1, TestPki.Now), (report.Number, report.BuiltAt));
        Assert.Equal(new CacheCounts { Anchors = 1, Issuers = 2, Crls = 3, Members = 2, Meetings = 1, Invitations = 2, Procedures = 1 }, report.Counts);
        Assert.Empty(report.RefusedCrls);
        Assert.Equal([CacheBuildStage.Reading, CacheBuildStage.Crls, CacheBuildStage.Members, CacheBuildStage.Verifying], stages.Seen);
    }

    [Theory]
    [InlineData(nameof(CacheBuildStage.Reading))]
    [InlineData(nameof(CacheBuildStage.Members))]
    [InlineData(nameof(CacheBuildStage.Verifying))]
    public void A_build_that_is_cancelled_leaves_nothing_but_what_was_there(string stage)
    {
        source.Build(store);
        using var stop = new CancellationTokenSource();
        var stages = new Stages { At = seen => { if (seen.ToString() == stage) { stop.Cancel(); } } };

        Assert.Throws<OperationCanceledException>(() => new CacheBuilder(store, time).Build(source.Folder, stages, stop.Token));

        Assert.Equal(["CURRENT", "LOCK", "generation-00000001.cache"], Directory.GetFiles(store.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Random_bytes_in_place_of_any_file_are_refused_by_the_sources_own_exception()
    {
        var random = new Random(20261122);
        foreach (var name in (string[])["profile.json", "registry.crt", "anchors/root.crt", "members.jsonl", "procedures.json", "meetings/dai-hoi-2026.json"])
        {
            var path = Path.Combine(source.Folder, name);
            var good = File.ReadAllBytes(path);
            for (var i = 0; i < 30; i++)
            {
                var bad = i % 2 == 0 ? new byte[random.Next(1, 200)] : good[..random.Next(1, good.Length - 2)];
                if (i % 2 == 0)
                {
                    random.NextBytes(bad);
                }

                File.WriteAllBytes(path, bad);
                Assert.Throws<CacheSourceException>(() => source.Build(store));
            }

            File.WriteAllBytes(path, good);
        }
    }

    private static string Meeting(
        string id = "dai-hoi-2026",
        string title = "Đại hội",
        string kind = "memberCongress",
        string? key = null,
        string? sessions = null,
        int numerator = 2,
        int denominator = 3) =>
        $$$"""{"id":"{{{id}}}","title":"{{{title}}}","kind":"{{{kind}}}","key":"{{{key ?? Convert.ToBase64String(new byte[32])}}}","sessions":[{{{sessions ?? Session()}}}],"quorum":{"numerator":{{{numerator}}},"denominator":{{{denominator}}},"rounding":"up","legalReference":"x","approvedBy":"y"}}""";

    private static string Session(string id = "s1", string starts = "2026-11-22T08:00:00Z") =>
        $$"""{"id":"{{id}}","title":"Phiên","opens":"2026-11-22T07:00:00Z","starts":"{{starts}}","closes":"2026-11-22T11:00:00Z"}""";

    private static string Procedure(string code = "A", string days = "5", string validTo = "null") =>
        $$"""[{"code":"{{code}}","vietnamese":"Đổi thẻ","english":"Card exchange","level":"xã","days":{{days}},"validFrom":"2026-01-01","validTo":{{validTo}}}]""";

    private sealed class Stages : IProgress<CacheBuildProgress>
    {
        public List<CacheBuildStage> Seen { get; } = [];

        public Action<CacheBuildStage>? At { get; init; }

        public void Report(CacheBuildProgress value)
        {
            Seen.Add(value.Stage);
            At?.Invoke(value.Stage);
        }
    }
}
