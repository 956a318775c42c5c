using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Collector.Accounts;
using Kiosk.Words;

namespace Kiosk.Collector.SignIn;

/// <summary>Sign-in by a site's own OpenID Connect provider, from <c>openid.json</c>.</summary>
/// <param name="Title">What the provider is called on the sign-in page.</param>
/// <param name="NameClaim">Whose value is the account's name.</param>
/// <param name="Roles">Which value of <paramref name="RoleClaim"/> gives which role; of several the first here counts.</param>
internal sealed record OpenIdSettings(Uri Authority, string ClientId, string ClientSecret, string Title, string NameClaim, string RoleClaim, IReadOnlyList<OpenIdRole> Roles)
{
    public const string FileName = "openid.json";
    public const int MaxLength = 64 * 1024;

    private const string Members = "authority, clientId, clientSecretFile, roles, title, nameClaim, roleClaim";

    /// <summary>The account's name, apart from those of <c>collector user</c>; null if the provider gives none that can be one.</summary>
    public string? NameOf(ClaimsPrincipal person) =>
        person.FindFirstValue(NameClaim)?.Trim().ToLowerInvariant() is { } name && AccountRules.FindObjection(name) is null ? AccountRules.OpenIdPrefix + name : null;

    /// <returns>Null for one who has no role here.</returns>
    public string? RoleOf(ClaimsPrincipal person) => Roles.FirstOrDefault(role => person.HasClaim(RoleClaim, role.Value))?.Role;

    /// <param name="readSecret">Reads the file of the client's secret.</param>
    /// <exception cref="OpenIdException">The file is malformed, or breaks a rule.</exception>
    public static OpenIdSettings Parse(ReadOnlySpan<byte> json, string path, Func<string, string> readSecret)
    {
        OpenIdFile file;
        try
        {
            file = JsonSerializer.Deserialize(json, OpenIdJson.Default.OpenIdFile) ?? throw new JsonException("null");
        }
        catch (JsonException malformed)
        {
            var line = (malformed.LineNumber ?? 0) + 1;
            throw new OpenIdException(new($"{path} dòng {line}: không đúng dạng; các mục gồm {Members}.", $"{path} line {line}: malformed; its members are {Members}."), malformed);
        }

        if (!Uri.TryCreate(file.Authority, UriKind.Absolute, out var authority) || !(authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback)))
        {
            throw Broken(path, new("authority phải là https://…, hoặc http:// trên chính máy này", "the authority is https://…, or http:// on this machine itself"));
        }

        if (file.Roles.Count == 0 || file.Roles.FirstOrDefault(role => !AccountRoles.All.Contains(role.Role, StringComparer.Ordinal) || role.Value.Length == 0) is not null)
        {
            var known = string.Join(", ", AccountRoles.All);
            throw Broken(path, new($"mỗi mục của roles có value và role, là một trong: {known}", $"each of roles has a value and a role, which is one of {known}"));
        }

        var secret = readSecret(file.ClientSecretFile).Trim();
        return file.ClientId.Length == 0 || secret.Length == 0
            ? throw Broken(path, new("clientId hoặc tệp clientSecretFile còn trống", "clientId, or the file of clientSecretFile, is empty"))
            : new(authority, file.ClientId, secret, file.Title ?? authority.Host, file.NameClaim ?? "preferred_username", file.RoleClaim ?? "roles", file.Roles);
    }

    private static OpenIdException Broken(string path, Phrase rule) => new(new($"{path}: {rule.Vietnamese}.", $"{path}: {rule.English}."));
}

/// <summary>A role for whoever has a value of the role claim.</summary>
internal sealed record OpenIdRole(string Value, string Role);

/// <summary>The settings of OpenID Connect cannot be used.</summary>
internal sealed class OpenIdException(Phrase sentence, Exception? cause = null) : SentenceException(sentence, cause);

/// <summary>The file as written.</summary>
internal sealed record OpenIdFile(string Authority, string ClientId, string ClientSecretFile, IReadOnlyList<OpenIdRole> Roles, string? Title = null, string? NameClaim = null, string? RoleClaim = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(OpenIdFile))]
internal sealed partial class OpenIdJson : JsonSerializerContext;
