using Kiosk.Service.Configuration;
using Kiosk.Service.Devices;
using Kiosk.Service.Feedback;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>Describes what a signal should look and sound like on this terminal at this hour.</summary>
internal sealed class SignalWords(KioskOptions options, TimeProvider time)
{
    private static readonly Phrase NoLamp = new("Máy này không có đèn báo.", "This terminal has no lamp.");
    private static readonly Phrase NoSound = new("Máy này không có còi.", "This terminal has no buzzer.");
    private static readonly Phrase Muted = new("Âm lượng đang tắt, không có tiếng.", "The volume is off: nothing sounds.");
    private static readonly Phrase Quiet = new("Đang trong giờ yên lặng, không có tiếng.", "Quiet hours: nothing sounds.");

    public Phrase Of(Signal signal)
    {
        var (light, sound) = (options.Lamp.IsPresent ? LightOf(signal) : NoLamp, HasSound ? SoundOf(signal) : NoSound);
        return new($"{light.Vietnamese} {sound.Vietnamese}", $"{light.English} {sound.English}");
    }

    /// <summary>Whether the terminal has a light or sound at all.</summary>
    public bool HasAny => options.Lamp.IsPresent || HasSound;

    private bool HasSound => options.Buzzer.HasBuzzer || options.Buzzer.Prompts.Length > 0;

    private static Phrase LightOf(Signal signal) => signal switch
    {
        Signal.GreenSteady => new("Đèn xanh lá phải sáng đều.", "The green light must be steady."),
        Signal.AmberSlow => new("Đèn vàng phải nháy chậm.", "The amber light must blink slowly."),
        _ => new("Đèn đỏ phải nháy đôi.", "The red light must flash in pairs."),
    };

    private Phrase SoundOf(Signal signal) => signal switch
    {
        _ when options.Buzzer.Volume == 0 => Muted,
        _ when Night.Covers(options.Night, time.GetUtcNow()) => Quiet,
        Signal.GreenSteady => new("Phải nghe thấy một tiếng ngắn.", "One short tone must be heard."),
        Signal.AmberSlow => new("Phải nghe thấy hai tiếng, cao rồi thấp.", "Two tones must be heard, high then low."),
        _ => new("Phải nghe thấy hai tiếng trầm.", "Two low tones must be heard."),
    };
}
