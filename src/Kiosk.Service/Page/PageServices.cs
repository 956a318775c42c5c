using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Service.Page;

/// <summary>The page's place in the service.</summary>
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
        services.AddSingleton<PageCommands>();
        services.AddSingleton<PageDoor>();
    }

    /// <summary>Puts the page before all that answers after it; does nothing where it is switched off.</summary>
    public static void UsePage(this WebApplication application)
    {
        if (application.Services.GetService<PageDoor>() is { } door)
        {
            application.Use(door.InvokeAsync);
            // From the first tap on, whoever looks.
            _ = application.Services.GetRequiredService<PageStage>();
        }
    }

    /// <summary>The address that opens the page, token and all; of a started service.</summary>
    public static string PageAddress(this WebApplication application)
    {
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return $"{addresses.First(address => address.StartsWith("http://127.", StringComparison.Ordinal))}{PageDoor.Path}/?{PageGuard.TokenParameter}={application.Services.GetRequiredService<PageToken>().Text}";
    }
}
