using Kiosk.Collector.Accounts;
using Kiosk.Collector.Storage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Collector.SignIn;

/// <summary>Sign-in by name and password: ASP.NET Core Identity over the collector's own accounts, a cookie of one working day.</summary>
internal static class SignInServices
{
    public const string SignInPath = "/sign-in";

    private const int MaxFailures = 5;

    private static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SessionTime = TimeSpan.FromHours(10);

    /// <summary>How soon a removed account, a new role or a new password takes effect for whoever is signed in.</summary>
    private static readonly TimeSpan ValidationInterval = TimeSpan.FromSeconds(30);

    /// <param name="openId">Null for a site without a provider.</param>
    public static void AddSignIn(this IServiceCollection services, AccountStore store, TimeProvider time, OpenIdSettings? openId)
    {
        services.AddSingleton(store);
        services.AddSingleton(time);
        services.AddScoped<IUserStore<Account>, IdentityAccounts>();
        services.AddSingleton<ILookupNormalizer, AccountNames>();
        services.AddIdentityCore<Account>(identity =>
        {
            identity.Lockout.MaxFailedAccessAttempts = MaxFailures;
            identity.Lockout.DefaultLockoutTimeSpan = LockoutTime;
        }).AddClaimsPrincipalFactory<AccountClaims>().AddSignInManager();
        services.Configure<SecurityStampValidatorOptions>(stamps => stamps.ValidationInterval = ValidationInterval);
        services.AddSingleton(new AccountDesk(store, time));
        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, Configure);
        if (openId is not null)
        {
            services.AddSingleton(openId);
            OpenIdSignIn.Add(authentication, openId);
        }

        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(AccountRoles.SeesNames, policy => policy.RequireRole(AccountRoles.Secretary, AccountRoles.Auditor))
            .AddPolicy(AccountRoles.Acts, policy => policy.RequireRole(AccountRoles.Secretary));
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "__Host-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        });
    }

    private static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "__Host-signed-in";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.ExpireTimeSpan = SessionTime;
        cookie.SlidingExpiration = false;
        cookie.LoginPath = SignInPath;
        cookie.AccessDeniedPath = "/denied";
        cookie.ReturnUrlParameter = "next";
        cookie.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
    }
}
