using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>One step of the device check.</summary>
/// <param name="Meanwhile">Text shown while the step runs.</param>
/// <param name="Try">Runs the step; for a signal, called after the signal has been shown.</param>
/// <param name="Signal">The mood whose light and sound are shown meanwhile, or <see cref="Mood.Neutral"/>.</param>
internal sealed record DeviceCheckStep(Phrase Name, Phrase Meanwhile, Func<CheckLine> Try, Mood Signal = Mood.Neutral);
