using System.Device.I2c;
using Iot.Device.CharacterLcd;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.I2c;

namespace Kiosk.Hardware.Displays.Characters;

/// <summary>
/// A 20×4 character LCD (HD44780) behind a PCF8574 on an I2C bus. Writes only rows that changed; after a failure the next call initialises the display again. Not thread-safe.
/// </summary>
public sealed class CharacterDisplay : IDisposable
{
    public const int Columns = 20;
    public const int Rows = 4;

    /// <summary>The address of a PCF8574 with open address bridges; a PCF8574A's is 0x3F.</summary>
    public const int UsualAddress = 0x27;

    private readonly I2cDevice chip;
    private readonly string[] shown = new string[Rows];
    private Lcd2004? lcd;
    private bool isLit = true;

    /// <param name="chip">Disposed with the display.</param>
    internal CharacterDisplay(I2cDevice chip) => this.chip = chip;

    /// <param name="path">Such as <c>/dev/i2c-1</c>.</param>
    /// <exception cref="DeviceException">The bus cannot be opened, or nothing answers at the address.</exception>
    public static CharacterDisplay Open(string path, int address)
    {
        var opened = new CharacterDisplay(KernelI2cDevice.Open(path, address));
        try
        {
            opened.Show([]);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Checks that a chip answers, without writing: the picture of a running service stays.</summary>
    /// <exception cref="DeviceException">As <see cref="Open"/>.</exception>
    public static void Examine(string path, int address)
    {
        using var asked = KernelI2cDevice.Open(path, address);
        asked.ReadByte();
    }

    /// <param name="lines">From the top; ASCII, at most <see cref="Rows"/> of at most <see cref="Columns"/>.</param>
    /// <exception cref="DeviceException">The display does not answer.</exception>
    public void Show(IReadOnlyList<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (lines.Count > Rows)
        {
            throw new ArgumentException($"The display has {Rows} rows, not {lines.Count}.", nameof(lines));
        }

        var ready = lcd ?? SetUp();
        lcd = null;
        for (var row = 0; row < Rows; row++)
        {
            var text = (row < lines.Count ? lines[row] : "").PadRight(Columns)[..Columns];
            if (text != shown[row])
            {
                ready.SetCursorPosition(0, row);
                ready.Write(text);
                shown[row] = text;
            }
        }

        lcd = ready;
    }

    /// <summary>Switches the backlight; the text is kept.</summary>
    /// <exception cref="DeviceException">The display does not answer.</exception>
    public void Light(bool isOn)
    {
        if (isOn != isLit && lcd is not null)
        {
            lcd.BacklightOn = isOn;
            isLit = isOn;
        }
    }

    public void Dispose() => chip.Dispose();

    private Lcd2004 SetUp()
    {
        // The binding's first commands resynchronise a controller left in the middle of a character.
        var made = new Lcd2004(LcdInterface.CreateI2c(chip, uses8Bit: false));
        Array.Fill(shown, new string(' ', Columns));
        isLit = true;
        return made;
    }
}
