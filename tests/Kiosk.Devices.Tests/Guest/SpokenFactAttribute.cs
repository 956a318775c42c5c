namespace Kiosk.Devices.Tests.Guest;

/// <summary>A test that hears what the terminal says; skipped where there is no guest, or where the sentences could not be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpokenFactAttribute : FactAttribute
{
    public SpokenFactAttribute() =>
        Skip = new GuestFactAttribute().Skip ?? (Outfits.Prompts.Length > 0 ? null : "Spoken sentences need espeak-ng, which was not there when the program was built; as root: apt-get install espeak-ng, then ./kiosk build and ./kiosk test --devices");
}
