using Kiosk.Devices.Tests.Guest;

namespace Kiosk.Devices.Tests.Image;

/// <summary>A test that boots the terminal's disk image; skipped where <c>./kiosk test --image</c> did not prepare one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ImageFactAttribute : FactAttribute
{
    public ImageFactAttribute()
    {
        if (!File.Exists(ImageFiles.Image) || !File.Exists(QemuGuest.Emulator))
        {
            Skip = "Booting the disk image needs QEMU and the image: ./kiosk test --image";
        }
    }
}
