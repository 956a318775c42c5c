using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>The card reader to use.</summary>
internal sealed class ReaderOptions : IValidatableObject
{
    public const string Pcsc = "pcsc";
    public const string Pn532 = "pn532";
    public const string Virtual = "virtual";

    private static readonly int[] BaudRates = [115_200, 230_400, 460_800, 921_600];

    /// <summary><c>pcsc</c>, the reader behind pcscd; <c>pn532</c>, a PN532 on a serial port or I2C bus; or <c>virtual</c>, for demonstrations.</summary>
    [RegularExpression("^(pcsc|pn532|virtual)$", ErrorMessage = "Kiosk:Reader:Kind must be pcsc, pn532 or virtual.\nKiosk:Reader:Kind phải là pcsc, pn532 hoặc virtual.")]
    public string Kind { get; set; } = Pcsc;

    /// <summary>Part of a PC/SC reader's name, or empty for any contactless reader.</summary>
    [StringLength(128, ErrorMessage = "Kiosk:Reader:Name may have at most 128 characters.\nKiosk:Reader:Name có tối đa 128 ký tự.")]
    public string Name { get; set; } = "";

    /// <summary>Where a PN532 is connected: a serial port such as <c>/dev/ttyAMA0</c>, or an I2C bus such as <c>/dev/i2c-1</c>.</summary>
    public string Device { get; set; } = "";

    /// <summary>Baud rate for a PN532 on a serial port, set after start-up; rates above the default need a short cable.</summary>
    public int BaudRate { get; set; } = BaudRates[0];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind == Pn532 && Device.Length == 0)
        {
            yield return new("Kiosk:Reader:Device must name where the PN532 is connected, such as /dev/ttyAMA0 or /dev/i2c-1.\nKiosk:Reader:Device phải nêu nơi nối PN532, như /dev/ttyAMA0 hoặc /dev/i2c-1.");
        }

        if (Kind != Pn532 && Device.Length > 0)
        {
            yield return new($"Kiosk:Reader:Device is \"{Device}\" and goes with Kiosk:Reader:Kind pn532 only.\nKiosk:Reader:Device là \"{Device}\" và chỉ đi với Kiosk:Reader:Kind pn532.");
        }

        if (DeviceAddresses.MistakeInNode("Kiosk:Reader:Device", Device, "/dev/ttyAMA0 or /dev/i2c-1") is { } mistake)
        {
            yield return new(mistake);
        }

        if (!BaudRates.Contains(BaudRate))
        {
            yield return new($"Kiosk:Reader:BaudRate is {BaudRate} and must be one of {string.Join(", ", BaudRates)}.\nKiosk:Reader:BaudRate là {BaudRate}, trong khi phải là một trong {string.Join(", ", BaudRates)}.");
        }
    }
}
