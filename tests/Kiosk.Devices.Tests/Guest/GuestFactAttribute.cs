namespace Kiosk.Devices.Tests.Guest;

/// <summary>A test that runs in the guest; skipped where <c>./kiosk test --devices</c> did not prepare one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GuestFactAttribute : FactAttribute
{
    public GuestFactAttribute()
    {
        if (!File.Exists(Path.Combine(QemuGuest.KernelFolder, "bzImage")) || !File.Exists(QemuGuest.Emulator))
        {
            Skip = "Real device nodes need QEMU and a guest kernel: ./kiosk test --devices";
        }
    }
}
