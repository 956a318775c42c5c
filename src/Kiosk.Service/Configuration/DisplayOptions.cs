using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Kiosk.Service.Configuration;

/// <summary>Where and how screens are displayed.</summary>
internal sealed class DisplayOptions : IValidatableObject
{
    public const string Lcd = "lcd";

    private const int MinSide = 240;
    private const int MaxSide = 4096;

    /// <summary><c>none</c>, <c>text</c> (the terminal the service runs on), <c>png</c> (a file that always contains the current picture), <c>drm</c> (a panel driven through kernel mode setting), <c>oled</c> (128×64 on an I2C bus) or <c>lcd</c> (20×4 letters on an I2C bus).</summary>
    [RegularExpression("^(none|text|png|drm|oled|lcd)$", ErrorMessage = "Kiosk:Display:Kind must be none, text, png, drm, oled or lcd.\nKiosk:Display:Kind phải là none, text, png, drm, oled hoặc lcd.")]
    public string Kind { get; set; } = "none";

    /// <summary>The panel's native size in pixels, before rotation. Ignored if the panel reports its size.</summary>
    public string Size { get; set; } = "800x480";

    /// <summary>Clockwise rotation of the picture on the panel in degrees: 0, 90, 180 or 270.</summary>
    public int Rotation { get; set; }

    /// <summary>Language of the large text, <c>vi</c> or <c>en</c>.</summary>
    [RegularExpression("^(vi|en)$", ErrorMessage = "Kiosk:Display:Language must be vi or en.\nKiosk:Display:Language phải là vi hoặc en.")]
    public string Language { get; set; } = "vi";

    /// <summary>Repeats the main sentence in the other language in smaller type.</summary>
    public bool Bilingual { get; set; } = true;

    /// <summary><c>plain</c> ("số lượng theo quy định") or <c>formal</c> ("túc số").</summary>
    [RegularExpression("^(plain|formal)$", ErrorMessage = "Kiosk:Display:Quorum must be plain or formal.\nKiosk:Display:Quorum phải là plain hoặc formal.")]
    public string Quorum { get; set; } = "plain";

    /// <summary>
    /// For <c>png</c>: the file, mode 0600. Empty for <c>screen.png</c> in the service's runtime directory, or in /run/kiosk without one: in memory, because a welcome shows
    /// a name, and never in the data folder. Each picture replaces the last atomically, and the last is removed with the service.
    /// </summary>
    public string File { get; set; } = "";

    /// <summary>For <c>drm</c>: the card (<c>/dev/dri/card1</c>) or connector (<c>HDMI-A-1</c>), empty for the first panel. For <c>oled</c> and <c>lcd</c>: the bus, <c>/dev/i2c-1</c>.</summary>
    [StringLength(64, ErrorMessage = "Kiosk:Display:Device may have at most 64 characters.\nKiosk:Display:Device có tối đa 64 ký tự.")]
    public string Device { get; set; } = "";

    /// <summary>For <c>oled</c>: 60 (0x3c) or 61 (0x3d). For <c>lcd</c>: 32 to 39 (0x20 to 0x27) or 56 to 63 (0x38 to 0x3f). 0 for the usual address, 60 or 39.</summary>
    public int Address { get; set; }

    /// <summary>The address, or the usual one if none is given.</summary>
    public int AddressOrUsual => Address != 0 ? Address : Kind == Lcd ? 0x27 : 0x3C;

    /// <summary>For <c>oled</c>: <c>ssd1306</c> or <c>sh1106</c>.</summary>
    [RegularExpression("^(ssd1306|sh1106)$", ErrorMessage = "Kiosk:Display:Controller must be ssd1306 or sh1106.\nKiosk:Display:Controller phải là ssd1306 hoặc sh1106.")]
    public string Controller { get; set; } = "ssd1306";

    /// <summary>Width and height; valid only after validation.</summary>
    public (int Width, int Height) Pixels => Parse(Size) ?? throw new FormatException($"{Size} is no size.");

    public static bool IsSize(string text) => Parse(text) is not null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Parse(Size) is null)
        {
            yield return new($"Kiosk:Display:Size must be width x height in pixels, each from {MinSide} to {MaxSide}, such as 800x480.\nKiosk:Display:Size phải là rộng x cao tính bằng điểm ảnh, mỗi chiều từ {MinSide} đến {MaxSide}, như 800x480.");
        }

        if ((Kind is "oled" or Lcd) && !Device.StartsWith('/'))
        {
            yield return new("Kiosk:Display:Device must be the panel's I2C bus, such as /dev/i2c-1.\nKiosk:Display:Device phải là bus I2C của màn hình, như /dev/i2c-1.");
        }

        if (Kind != Lcd && Address is not (0 or 0x3C or 0x3D))
        {
            yield return new("Kiosk:Display:Address must be 60 (0x3c) or 61 (0x3d).\nKiosk:Display:Address phải là 60 (0x3c) hoặc 61 (0x3d).");
        }

        if (Kind == Lcd && Address is not (0 or (>= 0x20 and <= 0x27) or (>= 0x38 and <= 0x3F)))
        {
            yield return new("Kiosk:Display:Address of an lcd must be between 32 (0x20) and 39 (0x27) or between 56 (0x38) and 63 (0x3f).\nKiosk:Display:Address của lcd phải từ 32 (0x20) đến 39 (0x27) hoặc từ 56 (0x38) đến 63 (0x3f).");
        }

        if (Rotation is not (0 or 90 or 180 or 270))
        {
            yield return new("Kiosk:Display:Rotation must be 0, 90, 180 or 270.\nKiosk:Display:Rotation phải là 0, 90, 180 hoặc 270.");
        }
    }

    private static (int Width, int Height)? Parse(string size) =>
        size.Split('x') is [var width, var height] && SideOf(width) is { } across && SideOf(height) is { } down ? (across, down) : null;

    private static int? SideOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is >= MinSide and <= MaxSide ? side : null;
}
