using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Cards.Iso7816;
using Kiosk.Testing.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Time;

namespace Kiosk.Verification.Tests.Profiles;

public sealed class CardProfileTests
{
    [Fact]
    public void The_default_survives_JSON() => SurvivesJson(CardProfile.Default);

    [Fact]
    public void Every_member_survives_JSON() => SurvivesJson(new CardProfile
    {
        Reading = new()
        {
            Applications = [ApplicationIdentifier.Parse("A000000247")],
            KeyAlgorithms = [0x14, 0x05],
            ReadsChuid = true,
            MaxCertificateObject = 1,
            MaxCertificate = 2,
            ReadDeadline = TimeSpan.FromSeconds(3),
            CommandDeadline = TimeSpan.FromMilliseconds(400),
            AuthenticateDeadline = TimeSpan.FromSeconds(5),
            AnswerLimits = new() { EcP256 = TimeSpan.FromMilliseconds(600), EcP384 = TimeSpan.FromMilliseconds(700), Rsa2048 = TimeSpan.FromMilliseconds(800), Rsa3072 = TimeSpan.FromMilliseconds(900) },
            SettleTime = TimeSpan.FromMilliseconds(20),
            RetryPause = TimeSpan.FromMilliseconds(30),
        },
        Freshness = new(UndecidedRule.Refuse, UndecidedRule.RecordAndFlag, UndecidedRule.RecordAndFlag, TimeSpan.FromDays(3)) { ClockTolerance = TimeSpan.FromMinutes(7) },
        Algorithms = new()
        {
            Signatures = [SignatureAlgorithm.EcdsaSha384, new(SignatureAlgorithm.RsaSha256, NotAfter: TestPki.Now)],
            Curves = [new(EllipticCurve.P384, TestPki.Begin, TestPki.End)],
            RsaSizes = [new(2048, NotBefore: TestPki.Now), 3072],
        },
        ExtendedKeyUsage = "1.2.3.4",
        Policies = ["1.2.3.5", "1.2.3.6"],
        MinimumClockTrust = ClockTrust.Attested,
        RequiresChuid = true,
        RequiresFascN = true,
        ContentSigner = new() { ExtendedKeyUsages = ["1.2.3.7", "1.2.3.8"], Policies = ["1.2.3.9"] },
    });

    [Fact]
    public void A_profile_that_requires_the_CHUID_reads_it()
    {
        Assert.True(Parse("""{ "requiresChuid": true }""").Reading.ReadsChuid);
        Assert.True(Parse("""{ "requiresChuid": true, "reading": { "settleTime": "00:00:00" } }""").Reading.ReadsChuid);
    }

    [Fact]
    public void A_profile_signed_before_there_was_contentSigner_keeps_its_one_purpose()
    {
        var signer = Parse("""{ "contentSignerExtendedKeyUsage": "1.2.3.7" }""").ContentSigner;

        Assert.Equal(["1.2.3.7"], signer.ExtendedKeyUsages);
        Assert.Null(signer.Policies);
    }

    [Fact]
    public void A_content_signer_may_have_one_of_several_purposes_and_policies_of_its_own()
    {
        var signer = Parse("""{ "contentSigner": { "extendedKeyUsages": ["2.16.840.1.101.3.6.7", "2.16.840.1.101.3.8.7"], "policies": ["1.2.3.9"] } }""").ContentSigner;

        Assert.Equal(["2.16.840.1.101.3.6.7", "2.16.840.1.101.3.8.7"], signer.ExtendedKeyUsages);
        Assert.Equal(["1.2.3.9"], signer.Policies);
    }

    [Fact]
    public void The_policies_of_a_signers_path_are_the_cards_and_the_published_one_until_the_profile_names_others()
    {
        Assert.Equal(["1.2.3", Oids.CommonContentSigningPolicy], Parse("""{ "policies": ["1.2.3"] }""").PoliciesOfSigners);
        Assert.Empty(Parse("""{ "policies": [] }""").PoliciesOfSigners);
        Assert.Equal(["1.2.9"], Parse("""{ "policies": ["1.2.3"], "contentSigner": { "policies": ["1.2.9"] } }""").PoliciesOfSigners);
        Assert.Empty(Parse("""{ "policies": ["1.2.3"], "contentSigner": { "policies": [] } }""").PoliciesOfSigners);
    }

    [Fact]
    public void Members_left_out_keep_the_default()
    {
        var profile = Parse("""{ "freshness": { "meeting": "Refuse" } }""");

        Assert.Equal(CardProfile.Default with { Freshness = CardProfile.Default.Freshness with { Meeting = UndecidedRule.Refuse } }, profile);
    }

    [Fact]
    public void An_algorithm_may_count_for_a_time()
    {
        var policy = Parse("""{ "algorithms": { "signatures": ["EcdsaSha256", { "value": "RsaSha256", "notAfter": "2030-12-31T23:59:59Z" }] } }""").Algorithms;

        Assert.Equal([new(SignatureAlgorithm.EcdsaSha256), new(SignatureAlgorithm.RsaSha256, NotAfter: new(2030, 12, 31, 23, 59, 59, TimeSpan.Zero))], policy.Signatures);
    }

    [Fact]
    public void Any_list_of_algorithms_survives_JSON() => Prop.ForAll(
        ArbMap.Default.ArbFor<(bool IsRsa, int From, int Length)[]>(),
        drawn =>
        {
            var allowances = drawn.Take(31).Append((IsRsa: true, From: 0, Length: 0)).Select(one => new Allowance<SignatureAlgorithm>(
                one.IsRsa ? SignatureAlgorithm.RsaPssSha256 : SignatureAlgorithm.EcdsaSha384,
                one.From % 2 == 0 ? null : DateTimeOffset.UnixEpoch.AddSeconds(one.From & int.MaxValue),
                one.Length % 2 == 0 ? null : DateTimeOffset.UnixEpoch.AddSeconds((long)(one.From & int.MaxValue) + (one.Length & int.MaxValue)))).ToArray();
            var profile = CardProfile.Default with { Algorithms = AlgorithmPolicy.Default with { Signatures = allowances } };
            return CardProfile.Parse(profile.ToJson(), "profile.json").Algorithms.Signatures.SequenceEqual(allowances);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("", ", line 1, column 1: there is nothing in it")]
    [InlineData("{", ", line 1, column 2: it ends before everything is closed")]
    [InlineData("[]", "the card profile is not an object")]
    [InlineData("""{ "\ud800": 1 }""", ", line 1, column 3: this has \\u with half of a letter; write the letter itself.")]
    [InlineData("""{ "freshnes": {} }""", "freshnes is not known")]
    [InlineData("""{ "requiresChuid": true, "requiresChuid": false }""", "requiresChuid stands twice")]
    [InlineData("""{ "requiresChuid": "yes" }""", "requiresChuid is not true or false")]
    [InlineData("""{ "requiresChuid": true, "reading": { "readsChuid": false } }""", "reading.readsChuid is false although requiresChuid is true")]
    [InlineData("""{ "requiresFascN": 1 }""", "requiresFascN is not true or false")]
    [InlineData("""{ "contentSignerExtendedKeyUsage": 7 }""", "contentSignerExtendedKeyUsage is not an object identifier")]
    [InlineData("""{ "contentSigner": "1.2.3" }""", "contentSigner is not an object")]
    [InlineData("""{ "contentSigner": { "extendedKeyUsages": [] } }""", "contentSigner.extendedKeyUsages is empty")]
    [InlineData("""{ "contentSigner": { "extendedKeyUsages": "1.2.3" } }""", "contentSigner.extendedKeyUsages is not a list")]
    [InlineData("""{ "contentSigner": { "policies": null } }""", "contentSigner.policies is not a list")]
    [InlineData("""{ "contentSigner": { "policy": "1.2.3" } }""", "contentSigner.policy is not known")]
    [InlineData("""{ "contentSigner": {}, "contentSignerExtendedKeyUsage": "1.2.3" }""", "contentSignerExtendedKeyUsage stands beside contentSigner")]
    [InlineData("""{ "reading": 1 }""", "reading is not an object")]
    [InlineData("""{ "reading": { "aid": "A0" } }""", "reading.aid is not known")]
    [InlineData("""{ "reading": { "applications": ["A0"] } }""", "reading.applications is not a list")]
    [InlineData("""{ "reading": { "applications": "A000000308" } }""", "reading.applications is not a list")]
    [InlineData("""{ "reading": { "keyAlgorithms": [17] } }""", "reading.keyAlgorithms is not a list")]
    [InlineData("""{ "reading": { "keyAlgorithms": ["111"] } }""", "reading.keyAlgorithms is not a list")]
    [InlineData("""{ "reading": { "readDeadline": "00:00:00" } }""", "reading.readDeadline is not a duration from 00:00:00.1000000 to 00:01:00")]
    [InlineData("""{ "reading": { "answerLimits": { "11": "00:00:00" } } }""", "reading.answerLimits.11 is not a duration from 00:00:00.1000000")]
    [InlineData("""{ "reading": { "readDeadline": "soon" } }""", "reading.readDeadline is not a duration")]
    [InlineData("""{ "reading": { "readDeadline": "-00:00:01" } }""", "reading.readDeadline is not a duration")]
    [InlineData("""{ "reading": { "readDeadline": "01:00:00" } }""", "reading.readDeadline is not a duration")]
    [InlineData("""{ "reading": { "readDeadline": null } }""", "reading.readDeadline is not a duration")]
    [InlineData("""{ "reading": { "greatestCertificate": 0 } }""", "reading.greatestCertificate is not a number")]
    [InlineData("""{ "reading": { "greatestCertificate": 99999 } }""", "reading.greatestCertificate is not a number")]
    [InlineData("""{ "reading": { "greatestCertificate": 1.5 } }""", "reading.greatestCertificate is not a number")]
    [InlineData("""{ "freshness": { "meeting": "Admit" } }""", "freshness.meeting is not one of Refuse, RecordAndFlag")]
    [InlineData("""{ "freshness": { "meeting": "1" } }""", "freshness.meeting is not one of")]
    [InlineData("""{ "freshness": { "meeting": 1 } }""", "freshness.meeting is not one of")]
    [InlineData("""{ "algorithms": { "signatures": ["RsaSha1"] } }""", "algorithms.signatures is not a list")]
    [InlineData("""{ "algorithms": { "signatures": ["None"] } }""", "algorithms.signatures is not a list")]
    [InlineData("""{ "algorithms": { "signatures": [{ "value": "RsaSha1" }] } }""", "algorithms.signatures is not a list")]
    [InlineData("""{ "algorithms": { "signatures": [{ "notAfter": "2030-12-31T23:59:59Z" }] } }""", "algorithms.signatures is not a list")]
    [InlineData("""{ "algorithms": { "signatures": [{ "value": "RsaSha256", "until": "2030-12-31T23:59:59Z" }] } }""", "algorithms.signatures is not a list")]
    [InlineData("""{ "algorithms": { "signatures": [{ "value": "RsaSha256", "notAfter": "2030-12-31" }] } }""", "algorithms.signatures is not a list")]
    [InlineData("""{ "algorithms": { "signatures": [{ "value": "RsaSha256", "notAfter": "2030-12-31T23:59:59+07:00" }] } }""", "algorithms.signatures is not a list")]
    [InlineData("""{ "algorithms": { "signatures": [{ "value": "RsaSha256", "notAfter": null }] } }""", "algorithms.signatures is not a list")]
    [InlineData("""{ "algorithms": { "curves": [{ "value": "P256", "value": "P384" }] } }""", "algorithms.curves is not a list")]
    [InlineData("""{ "algorithms": { "rsaSizes": [{ "value": 2048, "notBefore": "2030-01-01T00:00:01Z", "notAfter": "2030-01-01T00:00:00Z" }] } }""", "algorithms.rsaSizes is not a list")]
    [InlineData("""{ "algorithms": { "rsaSizes": [1024] } }""", "algorithms.rsaSizes is not a list")]
    [InlineData("""{ "extendedKeyUsage": "card" }""", "extendedKeyUsage is not an object identifier")]
    [InlineData("""{ "policies": ["1.2.3", ""] }""", "policies is not a list")]
    [InlineData("""{ "minimumClockTrust": "attested" }""", "minimumClockTrust is not one of")]
    public void A_mistake_is_one_sentence_naming_source_and_place(string json, string expected)
    {
        var refused = Assert.Throws<CardProfileException>(() => Parse(json));

        Assert.StartsWith("profile.json", refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "reading": { "applications": [] } }""", "reading.applications is empty, so no card would be asked for anything")]
    [InlineData("""{ "reading": { "keyAlgorithms": [] } }""", "reading.keyAlgorithms is empty, so no card could prove its key")]
    [InlineData("""{ "reading": { "keyAlgorithms": ["06"] } }""", "reading.keyAlgorithms names 06, and algorithms.curves and algorithms.rsaSizes let none of their keys count")]
    [InlineData("""{ "reading": { "keyAlgorithms": ["07"] }, "algorithms": { "rsaSizes": [3072] } }""", "reading.keyAlgorithms names 07, and")]
    [InlineData("""{ "algorithms": { "curves": [], "rsaSizes": [4096] } }""", "reading.keyAlgorithms names 11, 14, 07, 05, and")]
    [InlineData("""{ "algorithms": { "signatures": [] } }""", "algorithms.signatures is empty, so no certificate and no list would count")]
    [InlineData("""{ "reading": { "settleTime": "00:00:10" } }""", "reading.settleTime leaves no time to read any card: reading.readDeadline (00:00:04) must be longer than reading.settleTime (00:00:10) by 300 ms")]
    [InlineData("""{ "reading": { "settleTime": "00:00:03.8" } }""", "reading.settleTime leaves no time to read any card")]
    [InlineData("""{ "reading": { "readDeadline": "00:00:00.1" } }""", "reading.readDeadline leaves no time to read any card")]
    [InlineData("""{ "reading": { "retryPause": "00:00:04" } }""", "reading.retryPause leaves no time to read a card again")]
    public void A_profile_under_which_no_card_could_be_read_is_refused(string json, string expected) =>
        Assert.StartsWith($"profile.json: {expected}", Assert.Throws<CardProfileException>(() => Parse(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "reading": { "settleTime": "00:00:03.6" } }""")]
    [InlineData("""{ "reading": { "keyAlgorithms": ["11"] }, "algorithms": { "rsaSizes": [] } }""")]
    [InlineData("""{ "reading": { "keyAlgorithms": ["05"] }, "algorithms": { "curves": [] } }""")]
    public void A_narrow_profile_under_which_cards_can_be_read_is_taken(string json) => Assert.NotEqual(CardProfile.Default, Parse(json));

    [Fact]
    public void A_list_of_a_thousand_is_refused()
    {
        Assert.Throws<CardProfileException>(() => Parse($$"""{ "policies": [{{string.Join(',', Enumerable.Repeat("\"1.2.3\"", 1000))}}] }"""));
    }

    [Fact]
    public void Random_damage_parses_or_is_refused()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 2000; round++)
        {
            var damaged = CardProfile.Default.ToJson();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            Assert.True(Record.Exception(() => CardProfile.Parse(damaged, "profile.json")) is null or CardProfileException);
        }
    }

    [Fact]
    public void Random_text_parses_or_is_refused() =>
        Prop.ForAll<string?>(text => Assert.True(Record.Exception(() => Parse(text ?? "")) is null or CardProfileException)).QuickCheckThrowOnFailure();

    private static CardProfile Parse(string json) => CardProfile.Parse(Encoding.UTF8.GetBytes(json), "profile.json");

    private static void SurvivesJson(CardProfile profile)
    {
        var json = profile.ToJson();

        Assert.Equal(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(CardProfile.Parse(json, "profile.json").ToJson()));
    }
}
