using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Service.Page;

/// <summary>Registers the page with the host.</summary>
internal static class PageServices
{
    public static void AddPage(this IServiceCollection services)
    {
        services.AddSingleton<PageToken>();
        services.AddSingleton<PageGuard>();
        services.AddSingleton<PageStage>();
        services.AddSingleton<PageState>();
        services.AddSingleton<PagePictures>();
        services.AddSingleton<PageStream>();
        services.AddSingleton<ClerkStream>();
        services.AddSingleton<PageCommands>();
        services.AddSingleton<PageDoor>();
    }

    /// <summary>Adds the page in front of all later middleware; does nothing if it is disabled.</summary>
    public static void UsePage(this WebApplication application)
    {
        if (application.Services.GetService<PageDoor>() is { } door)
        {
            application.Use(door.InvokeAsync);
            // Created now, so that it sees taps from the first one on even before anybody opens the page.
            _ = application.Services.GetRequiredService<PageStage>();
        }
    }

    /// <summary>The page's address including the token. The service must have started.</summary>
    public static string PageAddress(this WebApplication application)
    {
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return $"{addresses.First(address => address.StartsWith("http://127.", StringComparison.Ordinal))}{PageDoor.Path}/?{PageGuard.TokenParameter}={application.Services.GetRequiredService<PageToken>().Text}";
    }
}
