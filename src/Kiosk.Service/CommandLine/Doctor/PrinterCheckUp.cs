using Kiosk.Service.Configuration;
using Kiosk.Service.Printing;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>Asks CUPS whether the printer of slips can print. Prints nothing.</summary>
internal static class PrinterCheckUp
{
    public const string Name = "printer";

    private static readonly Phrase Remedy = new("Máy vẫn phục vụ, biên nhận vẫn hiện trên màn hình. Xem: lpstat -p", "The terminal serves all the same, and receipts are on the screen. See: lpstat -p");

    public static async Task<Finding> LookAsync(PrinterOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var printer = new CupsPrinter(options, time);
        return await printer.StateAsync(cancellationToken) switch
        {
            PrinterState.Unavailable unavailable => new(Name, Health.Doubtful, new($"{unavailable.Sentence.Vietnamese}.", $"{unavailable.Sentence.English}."), Remedy),
            _ => new(Name, Health.Good, new($"Máy in {options.Name} sẵn sàng.", $"Printer {options.Name} is ready.")),
        };
    }
}
