using System.Security.Claims;
using Kiosk.Collector.Pages.Components;
using Kiosk.Words;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Collector.Pages;

/// <summary>Renders pages.</summary>
internal static class PageAnswer
{
    /// <summary>Who asks, and how the page is to be written.</summary>
    public static PageView ViewOf(HttpContext context)
    {
        var token = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context).RequestToken!;
        var account = context.User.Identity is { IsAuthenticated: true } ? context.User.Identity.Name : null;
        return new(PageLanguage.Of(context.Request), account, context.User.FindFirstValue(ClaimTypes.Role) ?? "", context.Request.Path + context.Request.QueryString, token)
        {
            Abilities = context.RequestServices.GetRequiredService<PageAbilities>(),
        };
    }

    public static RazorComponentResult<TPage> Page<TPage>(HttpContext context, PageModel model)
        where TPage : IComponent => Page<TPage>(context, ("Model", model));

    /// <param name="parameters">Those of the component besides its view.</param>
    public static RazorComponentResult<TPage> Page<TPage>(HttpContext context, params (string Name, object? Value)[] parameters)
        where TPage : IComponent
    {
        var all = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        all["View"] = ViewOf(context);
        return new(all) { StatusCode = context.Response.StatusCode, PreventStreamingRendering = true };
    }

    /// <summary>A page that says one sentence.</summary>
    public static RazorComponentResult<SentencePage> Sentence(HttpContext context, int status, Phrase sentence)
    {
        context.Response.StatusCode = status;
        return Page<SentencePage>(context, (nameof(SentencePage.Sentence), sentence));
    }
}
