using Kiosk.Collector.Accounts;
using Microsoft.AspNetCore.Authentication;
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

        // Not at OnTokenValidated: the nonce is compared after it.
        options.Events.OnTicketReceived = context => AdmitAsync(context, settings);
        options.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            // By its kind alone: what the provider sent may name a person.
            Refuse(context.HttpContext, OpenIdRefusal.Failed, (context.Failure?.InnerException ?? context.Failure)?.GetType().Name ?? "");
            return Task.CompletedTask;
        };
    });

    private static async Task AdmitAsync(TicketReceivedContext context, OpenIdSettings settings)
    {
        var (services, person) = (context.HttpContext.RequestServices, context.Principal!);
        var (name, role) = (settings.NameOf(person), settings.RoleOf(person));
        if (name is null || role is null)
        {
            context.HandleResponse();
            var why = name is null ? OpenIdRefusal.NoName : OpenIdRefusal.NoRole;
            Refuse(context.HttpContext, why, why);
            return;
        }

        var account = await services.GetRequiredService<AccountDesk>().AdoptAsync(name, role, context.HttpContext.RequestAborted);
        context.Principal = await services.GetRequiredService<IUserClaimsPrincipalFactory<Account>>().CreateAsync(account);
        // The cookie is strict: browsers do not send it on a redirect that begins at the provider, so a page of ours leads on.
        context.ReturnUri = DonePath + QueryString.Create("next", context.ReturnUri ?? "/");
    }

    private static void Refuse(HttpContext context, string code, string kind)
    {
        Log.Refused(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenIdSignIn)), kind);
        context.Response.Redirect($"{SignInServices.SignInPath}?refused={code}");
    }

    private static partial class Log
    {
        [LoggerMessage(720, LogLevel.Warning, "A sign-in by OpenID Connect was refused: {Kind}")]
        public static partial void Refused(ILogger logger, string kind);
    }
}

/// <summary>Why nobody was let in, as the sign-in page is told.</summary>
internal static class OpenIdRefusal
{
    public const string NoName = "name";
    public const string NoRole = "role";
    public const string Failed = "failed";
    public const string Unreachable = "unreachable";
}
