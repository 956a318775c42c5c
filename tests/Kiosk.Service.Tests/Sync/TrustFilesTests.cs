using System.Text;
using Kiosk.Durability;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Service.Sync;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Sync;

/// <summary>The national files of a feed that was signed all the same: what cannot be used is one sentence naming the file.</summary>
public sealed class TrustFilesTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly TestCacheSource source;

    public TrustFilesTests() => source = TestCacheSource.Create(folder["source"], TestPki.Issue(serial: 1), TestPki.Issue(serial: 2));

    public void Dispose() => folder.Dispose();

    /// <summary>Each damage names the file, what stands in its place ("-" removes it), and a part of the reason.</summary>
    public static TheoryData<string, string, string> Damages => new()
    {
        { "profile.json", "-", "The feed has no profile.json." },
        { "profile.json", "{", "profile.json" },
        { "profile.json", """{"unheardOf":1}""", "profile.json" },
        { "registry.crt", "-", "The feed has no registry.crt." },
        { "registry.crt", "not a certificate", "registry.crt is not a certificate" },
        { "anchors/root.crt", "-", "no trust anchor" },
        { "anchors/root.crt", "", "anchors/root.crt is not a certificate" },
        { "anchors/root.crt", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "anchors/root.crt is not a certificate" },
        { "issuers/issuing-1.crt", "0\u0001\u0002", "issuers/issuing-1.crt is not a certificate" },
        { "procedures.json", "[null]", "entry 1" },
        { "procedures.json", "{}", "line 1" },
        { "procedures.json", "[\n{\"code\":\"A\"}]", "line 2" },
        { "procedures.json", Procedure(code: "A B"), "entry 1: the code" },
        { "procedures.json", Procedure(validTo: "\"2025-01-01\""), "entry 1: it ends before it begins" },
        { "procedures.json", Procedure(days: "-1"), "entry 1: the days are negative" },
        { "procedures.json", $"[{Procedure().Trim('[', ']')},{Procedure().Trim('[', ']')}]", "entry 2: the code A is that of entry 1 already" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_malformed_file_is_one_sentence_naming_it(string name, string content, string reason)
    {
        source.Feed.National.Remove(name);
        if (content != "-")
        {
            source.Feed.National[name] = Encoding.UTF8.GetBytes(content);
        }

        var refusal = Assert.Throws<TrustFilesException>(() => source.Trust);

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void The_catalogue_that_is_damaged_above_is_in_order_before()
    {
        source.Feed.National[TargetPaths.Procedures] = Encoding.UTF8.GetBytes(Procedure());

        Assert.Equal("A", Assert.Single(source.Trust.Catalogue.Procedures).Code);
    }

    [Fact]
    public void Procedures_issuers_and_lists_may_be_left_out()
    {
        foreach (var path in source.Feed.National.Keys.Where(path => path.Contains("issu", StringComparison.Ordinal) || path.StartsWith(TargetPaths.Crls, StringComparison.Ordinal) || path == TargetPaths.Procedures).ToList())
        {
            source.Feed.National.Remove(path);
        }

        var store = new CacheStore(folder["cache"], new DurableFiles(), keyring: TestDevice.Keyring);
        source.Build(store);
        using var generation = store.Open().Generation;

        Assert.Equal(new CacheCounts { Anchors = 1 }, generation.Counts);
        Assert.Null(generation.NewestData);
    }

    [Fact]
    public void Random_bytes_in_place_of_any_file_are_refused_by_its_own_exception()
    {
        var random = new Random(20261122);
        foreach (var name in (string[])["profile.json", "registry.crt", "anchors/root.crt", "procedures.json"])
        {
            var good = source.Feed.National[name];
            for (var i = 0; i < 15; i++)
            {
                var bad = new byte[random.Next(1, 200)];
                random.NextBytes(bad);
                source.Feed.National[name] = bad;
                Assert.Throws<TrustFilesException>(() => source.Trust);
                source.Feed.National[name] = good[..random.Next(1, good.Length - 2)];
                Assert.Throws<TrustFilesException>(() => source.Trust);
            }

            source.Feed.National[name] = good;
        }
    }

    private static string Procedure(string code = "A", string days = "5", string validTo = "null") =>
        $$"""[{"code":"{{code}}","vietnamese":"Đổi thẻ","english":"Card exchange","level":"xã","days":{{days}},"validFrom":"2026-01-01","validTo":{{validTo}}}]""";
}
