using Kiosk.Durability;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Service.CommandLine.Answers;

/// <summary>Shows the terminal's screens as text on the console.</summary>
internal static class TextScreens
{
    /// <summary>Shows the presenter's screens on the console until the token is cancelled.</summary>
    /// <param name="heading">Printed above each screen; null for none.</param>
    /// <param name="showsNames">False if the output is kept, in the system log or a file.</param>
    public static Task ShowAsync(IServiceProvider services, bool showsNames, CancellationToken cancellationToken, string? heading = null)
    {
        var text = new TextScreen(TextConsole.Create());
        return services.GetRequiredService<ScreenPresenter>().RunAsync(Show, cancellationToken);

        void Show(Screen screen)
        {
            try
            {
                if (heading is not null)
                {
                    Console.WriteLine(heading);
                }

                text.Show(showsNames ? screen : screen.WithoutName());
            }
            catch (PrintingException)
            {
                // The console was closed, or the log's disk is full; the next screen tries again.
            }
        }
    }
}
