using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>A second display, which only the clerk of a procedure desk sees. Language and size of a drm panel follow the first display and the panel.</summary>
internal sealed class ClerkDisplayOptions : IValidatableObject
{
    private const string PictureName = "clerk.png";

    /// <summary><c>none</c>, <c>drm</c> or <c>png</c>, as of the first display.</summary>
    [RegularExpression("^(none|drm|png)$", ErrorMessage = "Kiosk:Desk:Display:Kind must be none, drm or png.\nKiosk:Desk:Display:Kind phải là none, drm hoặc png.")]
    public string Kind { get; set; } = "none";

    /// <summary>For <c>drm</c>: the connector (<c>HDMI-A-2</c>) or card that the first display does not have.</summary>
    [StringLength(64, ErrorMessage = "Kiosk:Desk:Display:Device may have at most 64 characters.\nKiosk:Desk:Display:Device có tối đa 64 ký tự.")]
    public string Device { get; set; } = "";

    /// <summary>For <c>png</c>: the file, mode 0600; empty for <c>clerk.png</c> beside the first display's, in memory.</summary>
    public string File { get; set; } = "";

    /// <summary>Of a <c>png</c>, in pixels.</summary>
    public string Size { get; set; } = "800x480";

    /// <summary>Clockwise rotation of the picture in degrees: 0, 90, 180 or 270.</summary>
    public int Rotation { get; set; }

    public bool IsPresent => Kind != "none";

    /// <summary>The settings of a display with the first one's language.</summary>
    public DisplayOptions ToDisplay(DisplayOptions first) => new()
    {
        Kind = Kind,
        Device = Device,
        File = File.Length > 0 ? File : Path.Combine(RuntimeFolder.Path, PictureName),
        Size = Size,
        Rotation = Rotation,
        Language = first.Language,
        Bilingual = false,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!DisplayOptions.IsSize(Size))
        {
            yield return new("Kiosk:Desk:Display:Size must be width x height in pixels, such as 800x480.\nKiosk:Desk:Display:Size phải là rộng x cao tính bằng điểm ảnh, như 800x480.");
        }

        if (Rotation is not (0 or 90 or 180 or 270))
        {
            yield return new("Kiosk:Desk:Display:Rotation must be 0, 90, 180 or 270.\nKiosk:Desk:Display:Rotation phải là 0, 90, 180 hoặc 270.");
        }

        // Any panel may be the one that members look at.
        if (Kind == "drm" && Device.Length == 0)
        {
            yield return new("Kiosk:Desk:Display:Device must name the connector of the clerk's display, such as HDMI-A-2, so that members never see it.\nKiosk:Desk:Display:Device phải nêu cổng của màn hình cán bộ, như HDMI-A-2, để màn hình này không hiện ra trước đảng viên.");
        }
    }
}
