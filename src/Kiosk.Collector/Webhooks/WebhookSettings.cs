using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Words;

namespace Kiosk.Collector.Webhooks;

/// <summary>Reads <c>webhooks.json</c>: the systems that are told of events, each with a secret of its own.</summary>
internal static class WebhookSettings
{
    public const string FileName = "webhooks.json";
    public const int MaxLength = 256 * 1024;

    private const int MinSecretLength = 32;
    private const int MaxNameLength = 40;

    private const string CaseNumber = "caseNumber";
    private const string Purpose = "purpose";

    private static readonly string[] Includable = ["pseudonym", "cardNumber", "name", "unit", CaseNumber, Purpose];

    /// <exception cref="WebhookException">The file is malformed, or breaks a rule.</exception>
    public static IReadOnlyList<WebhookEndpoint> Parse(ReadOnlySpan<byte> json, string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize(json, WebhookSettingsJson.Default.WebhookFile) ?? throw new JsonException("null");
            var endpoints = file.Endpoints.Select(entry => Check(entry, path)).ToList();
            return endpoints.GroupBy(endpoint => endpoint.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
                ? throw Broken(path, twice.Key, new("tên này có hai lần", "the name stands twice"))
                : endpoints;
        }
        catch (JsonException malformed)
        {
            var line = (malformed.LineNumber ?? 0) + 1;
            throw new WebhookException(new(
                $"{path} dòng {line}: không đúng dạng; mỗi mục của \"endpoints\" có name, url, secret, events và tùy chọn include.",
                $"{path} line {line}: malformed; each of \"endpoints\" has name, url, secret, events and optionally include."), malformed);
        }
    }

    /// <summary>Of an endpoint that wants what procedures' records seal, so that the key must be here.</summary>
    public static bool WantsSealed(WebhookEndpoint endpoint) => endpoint.Include.Overlaps([CaseNumber, Purpose]);

    private static WebhookEndpoint Check(WebhookEntry entry, string path)
    {
        if (entry.Name.Length is 0 or > MaxNameLength || !entry.Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
        {
            throw Broken(path, entry.Name, new($"tên gồm 1 đến {MaxNameLength} chữ cái không dấu, chữ số và dấu gạch nối", $"a name has 1 to {MaxNameLength} letters without accents, digits and hyphens"));
        }

        if (!Uri.TryCreate(entry.Url, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            throw Broken(path, entry.Name, new("url phải là https://…, hoặc http:// trên chính máy này", "the url is https://…, or http:// on this machine itself"));
        }

        var secret = new byte[entry.Secret.Length];
        if (!Convert.TryFromBase64String(entry.Secret, secret, out var length) || length < MinSecretLength)
        {
            throw Broken(path, entry.Name, new($"secret phải là Base64 của ít nhất {MinSecretLength} byte: openssl rand -base64 {MinSecretLength}", $"the secret is Base64 of at least {MinSecretLength} bytes: openssl rand -base64 {MinSecretLength}"));
        }

        Require(entry.Events.Count > 0 ? entry.Events : [""], WebhookEvents.All, "events");
        Require(entry.Include ?? [], Includable, "include");
        return new(entry.Name, url, secret.AsMemory(0, length), entry.Events.ToHashSet(StringComparer.Ordinal), (entry.Include ?? []).ToHashSet(StringComparer.Ordinal));

        void Require(IReadOnlyList<string> given, IReadOnlyList<string> known, string member)
        {
            if (given.FirstOrDefault(one => !known.Contains(one, StringComparer.Ordinal)) is { } unknown)
            {
                throw Broken(path, entry.Name, new($"{member} có \"{unknown}\"; chỉ có: {string.Join(", ", known)}", $"{member} has \"{unknown}\"; there are {string.Join(", ", known)}"));
            }
        }
    }

    private static WebhookException Broken(string path, string name, Phrase rule) =>
        new(new($"{path}, mục \"{name}\": {rule.Vietnamese}.", $"{path}, endpoint \"{name}\": {rule.English}."));
}

/// <summary>The settings of webhooks cannot be used.</summary>
internal sealed class WebhookException(Phrase sentence, Exception? cause = null) : SentenceException(sentence, cause);

/// <summary>The file as written.</summary>
internal sealed record WebhookFile(IReadOnlyList<WebhookEntry> Endpoints);

/// <summary>One endpoint as written.</summary>
/// <param name="Secret">Base64.</param>
internal sealed record WebhookEntry(string Name, string Url, string Secret, IReadOnlyList<string> Events, IReadOnlyList<string>? Include = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(WebhookFile))]
internal sealed partial class WebhookSettingsJson : JsonSerializerContext;
