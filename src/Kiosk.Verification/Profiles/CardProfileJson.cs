using System.Buffers;
using System.Formats.Asn1;
using System.Globalization;
using System.Text.Json;
using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Piv;
using Kiosk.Verification.Certificates;
using Kiosk.Words;

namespace Kiosk.Verification.Profiles;

/// <summary>
/// The card profile as JSON. Handwritten, because a generated reader would neither locate mistakes nor keep the defaults of missing members.
/// </summary>
internal static class CardProfileJson
{
    private const int MaxObject = 65535;
    private static readonly TimeSpan LongestDeadline = TimeSpan.FromMinutes(1);

    /// <summary>No card answers faster, so a shorter deadline would lock everyone out.</summary>
    private static readonly TimeSpan ShortestDeadline = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LongestStaleness = TimeSpan.FromDays(366);
    private static readonly TimeSpan MaxClockTolerance = TimeSpan.FromDays(1);
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <exception cref="CardProfileException">One sentence naming the source and the place.</exception>
    public static CardProfile Read(ReadOnlySpan<byte> json, string source)
    {
        try
        {
            JsonStop.RequireText(json);
            using var document = JsonDocument.Parse(json.ToArray());
            return ReadProfile(new JsonMembers(document.RootElement, source, ""));
        }
        catch (JsonException malformed)
        {
            throw new CardProfileException(Phrase.WithDetail($"{source}: hồ sơ thẻ không phải JSON hợp lệ", $"{source}, {JsonMistake.In(json, malformed)}"), malformed);
        }
    }

    public static byte[] Write(CardProfile profile)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            WriteProfile(json, profile);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static CardProfile ReadProfile(JsonMembers members)
    {
        var defaults = CardProfile.Default;
        var requiresChuid = members.TakeBoolean("requiresChuid", defaults.RequiresChuid);
        var readingDefaults = defaults.Reading with { ReadsChuid = requiresChuid };
        var profile = new CardProfile
        {
            Reading = members.TakeObject("reading") is { } reading ? ReadReading(reading, readingDefaults) : readingDefaults,
            Freshness = members.TakeObject("freshness") is { } freshness ? ReadFreshness(freshness) : defaults.Freshness,
            Algorithms = members.TakeObject("algorithms") is { } algorithms ? AlgorithmPolicyJson.Read(algorithms) : defaults.Algorithms,
            ExtendedKeyUsage = members.Take("extendedKeyUsage", defaults.ExtendedKeyUsage, ReadOid, new("mã định danh đối tượng (OID)", "an object identifier")),
            Policies = members.TakeList("policies", defaults.Policies, ReadOid, new("các mã định danh đối tượng (OID)", "object identifiers")),
            MinimumClockTrust = members.TakeEnum("minimumClockTrust", defaults.MinimumClockTrust),
            RequiresChuid = requiresChuid,
            RequiresFascN = members.TakeBoolean("requiresFascN", defaults.RequiresFascN),
            ContentSigner = ReadContentSigner(members),
        };
        members.RefuseRest();
        return profile.RequiresChuid && !profile.Reading.ReadsChuid ? throw members.Refuse("reading.readsChuid", new("là false trong khi requiresChuid là true", "is false although requiresChuid is true"))
            : CardProfileRules.FindFault(profile) is var (place, fault) ? throw members.Refuse(place, fault)
            : profile;
    }

    private static CardReadingProfile ReadReading(JsonMembers members, CardReadingProfile defaults)
    {
        var profile = new CardReadingProfile
        {
            Applications = members.TakeList("applications", defaults.Applications, value => ApplicationIdentifier.Parse(JsonMembers.TextOf(value)), new("các AID dài 5 đến 16 byte ở dạng hex", "AIDs of 5 to 16 bytes in hex")),
            KeyAlgorithms = members.TakeList("keyAlgorithms", defaults.KeyAlgorithms, ReadByte, new("các mã thuật toán gồm hai chữ số hex", "algorithm references of two hex digits")),
            ReadsChuid = members.TakeBoolean("readsChuid", defaults.ReadsChuid),
            MaxCertificateObject = members.TakeLength("greatestCertificateObject", defaults.MaxCertificateObject, MaxObject),
            MaxCertificate = members.TakeLength("greatestCertificate", defaults.MaxCertificate, CertificateParser.MaxLength),
            ReadDeadline = members.TakeDuration("readDeadline", defaults.ReadDeadline, LongestDeadline, ShortestDeadline),
            CommandDeadline = members.TakeDuration("commandDeadline", defaults.CommandDeadline, LongestDeadline, ShortestDeadline),
            AuthenticateDeadline = members.TakeDuration("authenticateDeadline", defaults.AuthenticateDeadline, LongestDeadline, ShortestDeadline),
            AnswerLimits = members.TakeObject("answerLimits") is { } limits ? ReadAnswerLimits(limits) : defaults.AnswerLimits,
            SettleTime = members.TakeDuration("settleTime", defaults.SettleTime, LongestDeadline),
            RetryPause = members.TakeDuration("retryPause", defaults.RetryPause, LongestDeadline),
        };
        members.RefuseRest();
        return profile;
    }

    // By the algorithm references of NIST SP 800-78-4, table 6-2.
    private static AnswerLimits ReadAnswerLimits(JsonMembers members)
    {
        var defaults = AnswerLimits.Default;
        var limits = new AnswerLimits
        {
            EcP256 = members.TakeDuration("11", defaults.EcP256, LongestDeadline, ShortestDeadline),
            EcP384 = members.TakeDuration("14", defaults.EcP384, LongestDeadline, ShortestDeadline),
            Rsa2048 = members.TakeDuration("07", defaults.Rsa2048, LongestDeadline, ShortestDeadline),
            Rsa3072 = members.TakeDuration("05", defaults.Rsa3072, LongestDeadline, ShortestDeadline),
        };
        members.RefuseRest();
        return limits;
    }

    private static FreshnessPolicy ReadFreshness(JsonMembers members)
    {
        var defaults = CardProfile.Default.Freshness;
        var policy = new FreshnessPolicy(
            members.TakeEnum("meeting", defaults.Meeting),
            members.TakeEnum("procedure", defaults.Procedure),
            members.TakeEnum("verifyOnly", defaults.VerifyOnly),
            members.TakeDuration("greatestStaleness", defaults.MaxStaleness, LongestStaleness))
        {
            ClockTolerance = members.TakeDuration("clockTolerance", defaults.ClockTolerance, MaxClockTolerance),
        };
        members.RefuseRest();
        return policy;
    }

    /// <summary>Profiles older than <c>contentSigner</c> name one key purpose in <c>contentSignerExtendedKeyUsage</c>.</summary>
    private static ContentSignerProfile ReadContentSigner(JsonMembers members)
    {
        var single = members.Take("contentSignerExtendedKeyUsage", "", ReadOid, new("mã định danh đối tượng (OID)", "an object identifier"));
        if (members.TakeObject("contentSigner") is not { } signer)
        {
            return single.Length == 0 ? ContentSignerProfile.Default : new ContentSignerProfile { ExtendedKeyUsages = [single] };
        }

        if (single.Length > 0)
        {
            throw members.Refuse("contentSignerExtendedKeyUsage", new("đứng cạnh contentSigner, là mục đã nêu điều này trong extendedKeyUsages", "stands beside contentSigner, which says the same in extendedKeyUsages"));
        }

        var profile = new ContentSignerProfile
        {
            ExtendedKeyUsages = signer.TakeList("extendedKeyUsages", ContentSignerProfile.Default.ExtendedKeyUsages, ReadOid, new("các mã định danh đối tượng (OID)", "object identifiers")),
            Policies = signer.Has("policies") ? signer.TakeList<string>("policies", [], ReadOid, new("các mã định danh đối tượng (OID)", "object identifiers")) : null,
        };
        signer.RefuseRest();
        return profile.ExtendedKeyUsages.Count > 0 ? profile : throw members.Refuse("contentSigner.extendedKeyUsages", new("để trống nên không chứng thư số nào được coi là của người ký nội dung", "is empty, and no certificate would be a content signer's"));
    }

    private static string ReadOid(JsonElement value)
    {
        var oid = JsonMembers.TextOf(value);
        new AsnWriter(AsnEncodingRules.DER).WriteObjectIdentifier(oid);
        return oid;
    }

    private static byte ReadByte(JsonElement value) => byte.Parse(JsonMembers.TextOf(value), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static void WriteProfile(Utf8JsonWriter json, CardProfile profile)
    {
        json.WriteStartObject();
        json.WriteStartObject("reading");
        WriteList(json, "applications", profile.Reading.Applications.Select(aid => aid.ToString()));
        WriteList(json, "keyAlgorithms", profile.Reading.KeyAlgorithms.Select(reference => $"{reference:X2}"));
        json.WriteBoolean("readsChuid", profile.Reading.ReadsChuid);
        json.WriteNumber("greatestCertificateObject", profile.Reading.MaxCertificateObject);
        json.WriteNumber("greatestCertificate", profile.Reading.MaxCertificate);
        WriteDuration(json, "readDeadline", profile.Reading.ReadDeadline);
        WriteDuration(json, "commandDeadline", profile.Reading.CommandDeadline);
        WriteDuration(json, "authenticateDeadline", profile.Reading.AuthenticateDeadline);
        json.WriteStartObject("answerLimits");
        WriteDuration(json, "11", profile.Reading.AnswerLimits.EcP256);
        WriteDuration(json, "14", profile.Reading.AnswerLimits.EcP384);
        WriteDuration(json, "07", profile.Reading.AnswerLimits.Rsa2048);
        WriteDuration(json, "05", profile.Reading.AnswerLimits.Rsa3072);
        json.WriteEndObject();
        WriteDuration(json, "settleTime", profile.Reading.SettleTime);
        WriteDuration(json, "retryPause", profile.Reading.RetryPause);
        json.WriteEndObject();
        json.WriteStartObject("freshness");
        json.WriteString("meeting", profile.Freshness.Meeting.ToString());
        json.WriteString("procedure", profile.Freshness.Procedure.ToString());
        json.WriteString("verifyOnly", profile.Freshness.VerifyOnly.ToString());
        WriteDuration(json, "greatestStaleness", profile.Freshness.MaxStaleness);
        WriteDuration(json, "clockTolerance", profile.Freshness.ClockTolerance);
        json.WriteEndObject();
        json.WriteStartObject("algorithms");
        AlgorithmPolicyJson.Write(json, profile.Algorithms);
        json.WriteEndObject();
        json.WriteString("extendedKeyUsage", profile.ExtendedKeyUsage);
        WriteList(json, "policies", profile.Policies);
        json.WriteString("minimumClockTrust", profile.MinimumClockTrust.ToString());
        json.WriteBoolean("requiresChuid", profile.RequiresChuid);
        json.WriteBoolean("requiresFascN", profile.RequiresFascN);
        json.WriteStartObject("contentSigner");
        WriteList(json, "extendedKeyUsages", profile.ContentSigner.ExtendedKeyUsages);
        if (profile.ContentSigner.Policies is { } policies)
        {
            WriteList(json, "policies", policies);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteDuration(Utf8JsonWriter json, string name, TimeSpan duration) =>
        json.WriteString(name, duration.ToString("c", CultureInfo.InvariantCulture));
}
