using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>The printer of appointment slips, a queue of this machine's CUPS.</summary>
internal sealed class PrinterOptions : IValidatableObject
{
    private const int MaxText = 120;

    /// <summary>Name of the CUPS queue; empty to print nothing.</summary>
    [RegularExpression("^[A-Za-z0-9_.-]{0,127}$", ErrorMessage = "Kiosk:Printer:Name must be the name of a CUPS queue: letters, digits, hyphens, full stops and underscores.\nKiosk:Printer:Name phải là tên hàng đợi in của CUPS: chữ cái không dấu, chữ số, dấu gạch nối, dấu chấm và dấu gạch dưới.")]
    public string Name { get; set; } = "";

    /// <summary>The socket that CUPS listens on.</summary>
    [RegularExpression("^/.*$", ErrorMessage = "Kiosk:Printer:Socket must be the whole path of a socket, such as /run/cups/cups.sock.\nKiosk:Printer:Socket phải là đường dẫn đầy đủ của một socket, như /run/cups/cups.sock.")]
    public string Socket { get; set; } = "/run/cups/cups.sock";

    /// <summary>The superior body's name, as the slip has it at its top left; empty for none.</summary>
    public string Superior { get; set; } = "";

    /// <summary>The name of the body whose desk it is, below that.</summary>
    public string Office { get; set; } = "";

    /// <summary>The page that checks receipts, printed beside the QR code; empty for none.</summary>
    public string CheckAddress { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (key, text) in new[] { (nameof(Superior), Superior), (nameof(Office), Office), (nameof(CheckAddress), CheckAddress) })
        {
            if (text.Length > MaxText || text.Any(char.IsControl))
            {
                yield return new($"Kiosk:Printer:{key} must be one line of at most {MaxText} characters.\nKiosk:Printer:{key} phải là một dòng có tối đa {MaxText} ký tự.");
            }
        }
    }
}
