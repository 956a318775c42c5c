using Kiosk.Collector.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kiosk.Collector.SignIn;

/// <summary>
/// Sign-in at a site's OpenID Connect provider: code flow with PKCE, ID tokens with asymmetric signatures only. The provider says who it is and which role; what follows is an account and a cookie like any other's.
/// </summary>
internal static partial class OpenIdSignIn
{
    public const string Scheme = "openid";
    public const string DonePath = "/sign-in/done";

    private const string CallbackPath = "/sign-in/openid";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public static void Add(AuthenticationBuilder authentication, OpenIdSettings settings) => authentication.AddOpenIdConnect(Scheme, options =>
    {
        options.Authority = settings.Authority.AbsoluteUri;
        options.RequireHttpsMetadata = !settings.Authority.IsLoopback;
        (options.ClientId, options.ClientSecret) = (settings.ClientId, settings.ClientSecret);
        (options.ResponseType, options.ResponseMode, options.UsePkce) = ("code", "query", true);
        (options.CallbackPath, options.SignInScheme) = (CallbackPath, IdentityConstants.ApplicationScheme);
        (options.MapInboundClaims, options.SaveTokens) = (false, false);
        (options.TokenValidationParameters.ValidAlgorithms, options.TokenValidationParameters.ClockSkew) = (Algorithms, ClockSkew);
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
        {
            // The provider's answer comes from another site.
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.Always);
        }

        options.Events.OnTokenValidated = context => AdmitAsync(context, settings);
        options.Events.OnRemoteFailure = RefuseAsync;
        options.Events.OnTicketReceived = context =>
        {
            // The cookie is strict: browsers do not send it on a redirect that begins at the provider, so a page of ours leads on.
            context.ReturnUri = QueryString.Create("next", context.ReturnUri ?? "/").ToUriComponent().Insert(0, DonePath);
            return Task.CompletedTask;
        };
    });

    private static async Task AdmitAsync(TokenValidatedContext context, OpenIdSettings settings)
    {
        var services = context.HttpContext.RequestServices;
        var person = context.Principal!;
        if (settings.NameOf(person) is not { } name)
        {
            context.Fail(new OpenIdRefusal(OpenIdRefusal.NoName));
        }
        else if (settings.RoleOf(person) is not { } role)
        {
            context.Fail(new OpenIdRefusal(OpenIdRefusal.NoRole));
        }
        else
        {
            var account = await services.GetRequiredService<AccountDesk>().AdoptAsync(name, role, context.HttpContext.RequestAborted);
            context.Principal = await services.GetRequiredService<IUserClaimsPrincipalFactory<Account>>().CreateAsync(account);
        }
    }

    private static Task RefuseAsync(RemoteFailureContext context)
    {
        // By its kind alone: what the provider sent may name a person.
        Log.Refused(context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenIdSignIn)), context.Failure?.InnerException?.GetType().Name ?? context.Failure?.GetType().Name ?? "");
        context.HandleResponse();
        context.Response.Redirect($"{SignInServices.SignInPath}?refused={(context.Failure as OpenIdRefusal ?? context.Failure?.InnerException as OpenIdRefusal)?.Code ?? OpenIdRefusal.Failed}");
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(720, LogLevel.Warning, "A sign-in by OpenID Connect was refused: {Kind}")]
        public static partial void Refused(ILogger logger, string kind);
    }
}

/// <summary>The provider vouches for somebody who may not sign in here.</summary>
/// <param name="code">One of the constants, for the sign-in page.</param>
internal sealed class OpenIdRefusal(string code) : Exception($"OpenID Connect: {code}")
{
    public const string NoName = "name";
    public const string NoRole = "role";
    public const string Failed = "failed";
    public const string Unreachable = "unreachable";

    public string Code => code;
}
