using Kiosk.Collector.Accounts;
using Kiosk.Collector.Pages.Components;
using Kiosk.Collector.SignIn;
using Kiosk.Words;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Collector.Pages;

/// <summary>Signing in and out, and the choice of language.</summary>
internal static class SignInEndpoints
{
    // Of nobody: an unknown name takes as long as a wrong password.
    private static readonly string Decoy = new PasswordHasher<Account>().HashPassword(Nobody, "decoy");

    private static Account Nobody => new() { Name = "", Role = "", SecurityStamp = "" };

    /// <param name="openId">Null for a site without a provider.</param>
    public static void MapSignIn(this IEndpointRouteBuilder pages, OpenIdSettings? openId)
    {
        if (openId is not null)
        {
            pages.MapGet($"{SignInServices.SignInPath}/start", StartAsync).AllowAnonymous();
            pages.MapGet(OpenIdSignIn.DonePath, LeadOn).AllowAnonymous();
        }

        pages.MapGet(SignInServices.SignInPath, Show).AllowAnonymous();
        pages.MapPost(SignInServices.SignInPath, SignInAsync).AddEndpointFilter(PageSecurity.CheckFormAsync).AllowAnonymous();
        pages.MapPost("/sign-out", SignOutAsync).AddEndpointFilter(PageSecurity.CheckFormAsync);
        pages.MapPost("/language", (Delegate)ChooseLanguageAsync).AddEndpointFilter(PageSecurity.CheckFormAsync).AllowAnonymous();
        pages.MapGet("/denied", (HttpContext context) => PageAnswer.Sentence(context, StatusCodes.Status403Forbidden, PageWords.Denied));
    }

    private static RazorComponentResult<SignInPage> Show(HttpContext context) => Form(context, PageWords.OfRefusal(context.Request.Query["refused"]), context.Request.Query["next"]);

    // A link, not a form: the page's policy lets no form lead to another site.
    private static async Task StartAsync(HttpContext context)
    {
        try
        {
            await context.ChallengeAsync(OpenIdSignIn.Scheme, new() { RedirectUri = Local(context.Request.Query["next"]) });
        }
        catch (InvalidOperationException)
        {
            // Its description cannot be read.
            context.Response.Redirect($"{SignInServices.SignInPath}?refused={OpenIdRefusal.Unreachable}");
        }
    }

    private static RazorComponentResult<SentencePage> LeadOn(HttpContext context)
    {
        context.Response.Headers["Refresh"] = $"0; url={Local(context.Request.Query["next"])}";
        return PageAnswer.Sentence(context, StatusCodes.Status200OK, PageWords.SignedIn);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, SignInManager<Account> manager, UserManager<Account> users, IPasswordHasher<Account> hasher)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (name, password, next) = (form["name"].ToString(), form["password"].ToString(), form["next"].ToString());
        if (await users.FindByNameAsync(name) is not { } account)
        {
            hasher.VerifyHashedPassword(Nobody, Decoy, password);
            return Refuse(context, PageWords.WrongPassword, next);
        }

        var result = await manager.PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true);
        return result.Succeeded ? Results.LocalRedirect(Local(next)) : Refuse(context, result.IsLockedOut ? PageWords.LockedOut : PageWords.WrongPassword, next);
    }

    private static async Task<IResult> SignOutAsync(SignInManager<Account> manager)
    {
        await manager.SignOutAsync();
        return Results.LocalRedirect(SignInServices.SignInPath);
    }

    private static async Task<IResult> ChooseLanguageAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        PageLanguage.Choose(context.Response, form["language"].ToString());
        return Results.LocalRedirect(Local(form["next"].ToString()));
    }

    private static RazorComponentResult<SignInPage> Refuse(HttpContext context, Phrase objection, string next)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Form(context, objection, next);
    }

    private static RazorComponentResult<SignInPage> Form(HttpContext context, Phrase? objection, string? next) =>
        PageAnswer.Page<SignInPage>(context, (nameof(SignInPage.Objection), objection), (nameof(SignInPage.Next), Local(next)), (nameof(SignInPage.Provider), context.RequestServices.GetService<OpenIdSettings>()?.Title));

    // Only to a page of this server.
    private static string Local(string? next) => next is ['/', not ('/' or '\\'), ..] && !next.Any(char.IsControl) ? next : "/";
}
