using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Collector.Tests.SignIn;

/// <summary>A small OpenID Connect provider on loopback: discovery, keys, code flow with PKCE. Whoever comes is signed in at once.</summary>
internal sealed class TestOpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "collector";
    public const string ClientSecret = "bi-mat-cua-trang";

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA rsa = RSA.Create(2048);
    private readonly Dictionary<string, (string Nonce, string Challenge)> codes = new(StringComparer.Ordinal);
    private WebApplication server = null!;

    public Uri Address => new(server.Urls.First());

    /// <summary>What the next ID token says; a test changes what it is about.</summary>
    public Action<JsonObject> Change { get; set; } = _ => { };

    /// <summary>Whether tokens are signed with RS256 instead of ES256.</summary>
    public bool UsesRsa { get; set; }

    /// <summary>Whether the signature is by a key that the provider does not publish.</summary>
    public bool SignsWithAnotherKey { get; set; }

    public static async Task<TestOpenIdProvider> StartAsync()
    {
        var provider = new TestOpenIdProvider();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        provider.server = builder.Build();
        provider.server.MapGet("/.well-known/openid-configuration", (HttpContext context) => WriteAsync(context, provider.Discovery()));
        provider.server.MapGet("/keys", (HttpContext context) => WriteAsync(context, provider.Keys()));
        provider.server.MapGet("/authorize", (Delegate)provider.Authorize);
        provider.server.MapPost("/token", provider.AnswerAsync);
        await provider.server.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        key.Dispose();
        rsa.Dispose();
    }

    private JsonObject Discovery() => new()
    {
        ["issuer"] = Address.AbsoluteUri,
        ["authorization_endpoint"] = new Uri(Address, "authorize").AbsoluteUri,
        ["token_endpoint"] = new Uri(Address, "token").AbsoluteUri,
        ["jwks_uri"] = new Uri(Address, "keys").AbsoluteUri,
        ["response_types_supported"] = new JsonArray("code"),
        ["subject_types_supported"] = new JsonArray("public"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("ES256", "RS256"),
    };

    private JsonObject Keys()
    {
        var (point, number) = (key.ExportParameters(false).Q, rsa.ExportParameters(false));
        return new()
        {
            ["keys"] = new JsonArray(
                new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["kid"] = "ES256", ["use"] = "sig", ["x"] = Base64Url(point.X!), ["y"] = Base64Url(point.Y!) },
                new JsonObject { ["kty"] = "RSA", ["kid"] = "RS256", ["use"] = "sig", ["n"] = Base64Url(number.Modulus!), ["e"] = Base64Url(number.Exponent!) }),
        };
    }

    private IResult Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        Assert.Equal(("code", "S256", ClientId), (query["response_type"].ToString(), query["code_challenge_method"].ToString(), query["client_id"].ToString()));
        var code = RandomNumberGenerator.GetHexString(32);
        codes[code] = (query["nonce"]!, query["code_challenge"]!);
        return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"]!)}");
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var isKnown = codes.Remove(form["code"]!, out var asked);
        Assert.True(isKnown);
        Assert.Equal((ClientSecret, asked.Challenge), (form["client_secret"].ToString(), Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!)))));
        var now = TimeProvider.System.GetUtcNow();
        var token = new JsonObject
        {
            ["iss"] = Address.AbsoluteUri,
            ["aud"] = ClientId,
            ["sub"] = "8f14e45f",
            ["nonce"] = asked.Nonce,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
            ["preferred_username"] = "Tran.Thi.B",
            ["roles"] = new JsonArray("khach", "thu-ky"),
        };
        Change(token);
        await WriteAsync(context, new() { ["access_token"] = "none", ["token_type"] = "Bearer", ["expires_in"] = 300, ["id_token"] = Sign(token) });
    }

    private string Sign(JsonObject token)
    {
        var algorithm = UsesRsa ? "RS256" : "ES256";
        var text = $"{Base64Url(Encoding.UTF8.GetBytes(new JsonObject { ["alg"] = algorithm, ["kid"] = algorithm, ["typ"] = "JWT" }.ToJsonString()))}.{Base64Url(Encoding.UTF8.GetBytes(token.ToJsonString()))}";
        using var another = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var bytes = Encoding.ASCII.GetBytes(text);
        return $"{text}.{Base64Url(UsesRsa ? rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : (SignsWithAnotherKey ? another : key).SignData(bytes, HashAlgorithmName.SHA256))}";
    }

    private static Task WriteAsync(HttpContext context, JsonObject body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    private static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
