using Kiosk.Service.Configuration;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Wording;

namespace Kiosk.Service.Health;

/// <summary>What should be seen and heard of a signal on this terminal at this hour.</summary>
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

    private bool HasSound => options.Buzzer.HasBuzzer || options.Buzzer.Prompts.Length > 0;

    private static Phrase LightOf(Signal signal) => signal switch
    {
        Signal.GreenSteady => new("Cần thấy đèn xanh lá sáng đều.", "To be seen: green, steady."),
        Signal.AmberSlow => new("Cần thấy đèn vàng nháy chậm.", "To be seen: amber, blinking slowly."),
        _ => new("Cần thấy đèn đỏ nháy đôi.", "To be seen: red, blinking twice."),
    };

    private Phrase SoundOf(Signal signal) => signal switch
    {
        _ when options.Buzzer.Volume == 0 => Muted,
        _ when Night.Covers(options.Night, time.GetUtcNow()) => Quiet,
        Signal.GreenSteady => new("Cần nghe một tiếng ngắn.", "To be heard: one short tone."),
        Signal.AmberSlow => new("Cần nghe hai tiếng, cao rồi thấp.", "To be heard: two tones, high then low."),
        _ => new("Cần nghe hai tiếng trầm.", "To be heard: two low tones."),
    };
}
