using System.Globalization;
using System.Text.Json;
using Kiosk.Verification.Certificates;
using Kiosk.Words;

namespace Kiosk.Verification.Profiles;

/// <summary>
/// The algorithm policy as JSON. Each list has bare values for what is always allowed, or objects with <c>value</c> and <c>notBefore</c>, <c>notAfter</c> or both:
/// the first and last second as <c>2030-12-31T23:59:59Z</c>.
/// </summary>
internal static class AlgorithmPolicyJson
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const int LeastRsaSize = 2048;
    private const int MaxRsaSize = 8192;

    private static readonly Phrase Dated = new(
        """mỗi mục đứng một mình hoặc ở dạng { "value": …, "notBefore": "2026-01-01T00:00:00Z", "notAfter": "2030-12-31T23:59:59Z" }""",
        """each alone or as { "value": …, "notBefore": "2026-01-01T00:00:00Z", "notAfter": "2030-12-31T23:59:59Z" }""");

    /// <exception cref="CardProfileException">One sentence naming the source and the place.</exception>
    public static AlgorithmPolicy Read(JsonMembers members)
    {
        var defaults = AlgorithmPolicy.Default;
        var policy = new AlgorithmPolicy
        {
            Signatures = members.TakeList("signatures", defaults.Signatures, value => ReadAllowance(value, ReadSignature), new($"các thuật toán ký, {Dated.Vietnamese}", $"signature algorithms, {Dated.English}")),
            Curves = members.TakeList("curves", defaults.Curves, value => ReadAllowance(value, ReadNamed<EllipticCurve>), new($"các đường cong có tên, {Dated.Vietnamese}", $"named curves, {Dated.English}")),
            RsaSizes = members.TakeList("rsaSizes", defaults.RsaSizes, value => ReadAllowance(value, ReadSize), new($"các độ dài khóa RSA từ {LeastRsaSize} đến {MaxRsaSize} bit, {Dated.Vietnamese}", $"RSA sizes from {LeastRsaSize} to {MaxRsaSize} bits, {Dated.English}")),
        };
        members.RefuseRest();
        return policy;
    }

    public static void Write(Utf8JsonWriter json, AlgorithmPolicy policy)
    {
        WriteList(json, "signatures", policy.Signatures, value => json.WriteStringValue(value.ToString()));
        WriteList(json, "curves", policy.Curves, value => json.WriteStringValue(value.ToString()));
        WriteList(json, "rsaSizes", policy.RsaSizes, json.WriteNumberValue);
    }

    private static Allowance<T> ReadAllowance<T>(JsonElement element, Func<JsonElement, T> read)
        where T : struct
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return read(element);
        }

        T? value = null;
        DateTimeOffset? notBefore = null;
        DateTimeOffset? notAfter = null;
        foreach (var member in element.EnumerateObject())
        {
            switch (member.Name)
            {
                case "value" when value is null:
                    value = read(member.Value);
                    break;
                case "notBefore" when notBefore is null:
                    notBefore = ReadInstant(member.Value);
                    break;
                case "notAfter" when notAfter is null:
                    notAfter = ReadInstant(member.Value);
                    break;
                default:
                    throw new FormatException($"{member.Name} is not known, or stands twice.");
            }
        }

        return value is { } known && !(notBefore > notAfter) ? new Allowance<T>(known, notBefore, notAfter) : throw new FormatException("Without a value, or over before it begins.");
    }

    private static SignatureAlgorithm ReadSignature(JsonElement value) =>
        ReadNamed<SignatureAlgorithm>(value) is var named && !named.IsWeak() ? named : throw new FormatException($"{named} is too weak to be allowed.");

    /// <summary>Reads an enum name other than the zero value's.</summary>
    private static T ReadNamed<T>(JsonElement value)
        where T : struct, Enum =>
        JsonMembers.ReadEnum<T>(value) is var named && !named.Equals(default(T)) ? named : throw new FormatException("None is nothing to allow.");

    private static int ReadSize(JsonElement value) =>
        value.GetInt32() is >= LeastRsaSize and <= MaxRsaSize and var size ? size : throw new FormatException("Too small or too great.");

    private static DateTimeOffset ReadInstant(JsonElement value) => DateTimeOffset.ParseExact(
        JsonMembers.TextOf(value), InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static void WriteList<T>(Utf8JsonWriter json, string name, IReadOnlyList<Allowance<T>> allowances, Action<T> write)
        where T : struct
    {
        json.WriteStartArray(name);
        foreach (var allowance in allowances)
        {
            WriteAllowance(json, allowance, write);
        }

        json.WriteEndArray();
    }

    private static void WriteAllowance<T>(Utf8JsonWriter json, Allowance<T> allowance, Action<T> write)
        where T : struct
    {
        if (allowance is { NotBefore: null, NotAfter: null })
        {
            write(allowance.Value);
            return;
        }

        json.WriteStartObject();
        json.WritePropertyName("value");
        write(allowance.Value);
        WriteInstant(json, "notBefore", allowance.NotBefore);
        WriteInstant(json, "notAfter", allowance.NotAfter);
        json.WriteEndObject();
    }

    private static void WriteInstant(Utf8JsonWriter json, string name, DateTimeOffset? instant)
    {
        if (instant is { } bound)
        {
            json.WriteString(name, bound.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture));
        }
    }
}
